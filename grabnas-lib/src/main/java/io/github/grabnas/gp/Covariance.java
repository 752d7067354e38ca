package io.github.grabnas.gp;

import java.util.stream.IntStream;

/** Covariance matrices of whole sets of points: the loops behind {@link Kernel}. */
final class Covariance {

    private static final int PARALLEL_FROM = 500;

    private Covariance() {}

    /** K(points, points) + noise I, flat, lower triangle. */
    static double[] noisy(Kernel kernel, double noise, double[] squaredDistances, int n) {
        double[] covariance = new double[n * n];
        double variance = kernel.hyperparameters().variance();
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
