package io.github.grabnas.gp;

/** Covariance matrices of whole sets of points: the loops behind {@link Kernel}. */
final class Covariance {

    private Covariance() {
    }

    /** r² between two points of flat arrays, given 1 / l_j. */
    static double squaredDistance(double[] a, int offsetA, double[] b, int offsetB, double[] inverseLengthScales) {
        double squared = 0;
        for (int j = 0; j < inverseLengthScales.length; j++) {
            double difference = (a[offsetA + j] - b[offsetB + j]) * inverseLengthScales[j];
            squared += difference * difference;
        }
        return squared;
    }

    /** The n × n matrix of r² between points, flat, both triangles. */
    static double[] squaredDistances(Points points, double[] inverseLengthScales) {
        int n = points.count();
        int d = points.dimension();
        double[] squared = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double r = squaredDistance(points.flat(), i * d, points.flat(), j * d, inverseLengthScales);
                squared[i * n + j] = r;
                squared[j * n + i] = r;
            }
        }
        return squared;
    }

    /** K(points, points) + noise I, flat, lower triangle. */
    static double[] noisy(Kernel kernel, double noise, double[] squaredDistances, int n) {
        double[] covariance = new double[n * n];
        double variance = kernel.scales().variance();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i * n + j] = variance * kernel.correlation(squaredDistances[i * n + j]);
            }
            covariance[i * n + i] = variance + noise;
        }
        return covariance;
    }
}
