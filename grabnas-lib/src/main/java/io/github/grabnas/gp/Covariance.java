package io.github.grabnas.gp;

import java.util.stream.IntStream;

/** Covariance matrices of whole sets of points: the loops behind {@link Kernel}. */
final class Covariance {

    private static final int PARALLEL_FROM = 500;

    private Covariance() {
    }

    /** r² between two points of flat arrays, given 1 / l_j. */
    static double squaredDistance(double[] a, int offsetA, double[] b, int offsetB, double[] inverseLengthScales) {
        // Two sums side by side: a single one would wait for every addition before the next.
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j < inverseLengthScales.length - 1; j += 2) {
            double first = (a[offsetA + j] - b[offsetB + j]) * inverseLengthScales[j];
            double second = (a[offsetA + j + 1] - b[offsetB + j + 1]) * inverseLengthScales[j + 1];
            even += first * first;
            odd += second * second;
        }
        if (j < inverseLengthScales.length) {
            double last = (a[offsetA + j] - b[offsetB + j]) * inverseLengthScales[j];
            even += last * last;
        }
        return even + odd;
    }

    /** The n × n matrix of r² between points, flat, both triangles. */
    static double[] squaredDistances(Points points, double[] inverseLengthScales) {
        int n = points.count();
        int d = points.dimension();
        double[] squared = new double[n * n];
        IntStream rows = IntStream.range(0, n);
        (n < PARALLEL_FROM ? rows : rows.parallel()).forEach(i -> {
            for (int j = 0; j < i; j++) {
                double r = squaredDistance(points.flat(), i * d, points.flat(), j * d, inverseLengthScales);
                squared[i * n + j] = r;
                squared[j * n + i] = r;
            }
        });
        return squared;
    }

    /** K(points, points) + noise I, flat, lower triangle. */
    static double[] noisy(Kernel kernel, double noise, double[] squaredDistances, int n) {
        double[] covariance = new double[n * n];
        double variance = kernel.scales().variance();
        IntStream rows = IntStream.range(0, n);
        (n < PARALLEL_FROM ? rows : rows.parallel()).forEach(i -> {
            for (int j = 0; j < i; j++) {
                covariance[i * n + j] = variance * kernel.correlation(squaredDistances[i * n + j]);
            }
            covariance[i * n + i] = variance + noise;
        });
        return covariance;
    }
}
