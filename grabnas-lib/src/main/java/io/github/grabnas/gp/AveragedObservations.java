package io.github.grabnas.gp;

import java.util.stream.IntStream;

/**
 * A Gaussian process with zero mean, conditioned on averages: observation i is the mean of
 * {@code counts[i]} noisy ones, so that its noise variance is {@code noise / counts[i]}. Many repeated
 * observations of few points are conditioned on exactly so, at the price of the few.
 *
 * <p>Targets are taken as they are. mean(x) = k(x)ᵀ α, variance(x) = k(x, x) − k(x)ᵀ K⁻¹ k(x).
 */
public final class AveragedObservations {

    private final Kernel kernel;
    private final Points points;
    private final CholeskyFactor factor;
    private final double[] alpha;

    private AveragedObservations(Kernel kernel, Points points, CholeskyFactor factor, double[] alpha) {
        this.kernel = kernel;
        this.points = points;
        this.factor = factor;
        this.alpha = alpha;
    }

    /**
     * Conditions a process.
     *
     * @param noise variance of a single observation, positive
     * @param means of the observations at each point
     * @param counts how many each is the mean of, at least 1
     * @throws IllegalArgumentException if the lengths differ or a number is out of range
     */
    public static AveragedObservations condition(Kernel kernel, double noise, Points points, double[] means, int[] counts) {
        GaussianProcess.requireObservations(points, means);
        if (counts.length != means.length || IntStream.of(counts).anyMatch(c -> c < 1) || !(noise > 0)) {
            throw new IllegalArgumentException("noise variance " + noise + ", " + counts.length + " counts for " + means.length
                    + " means: expected a positive variance and a count of at least 1 for each");
        }
        int n = points.count();
        double[] covariance = Covariance.noisy(kernel, 0, Covariance.squaredDistances(points,
                kernel.scales().inverseLengthScales(points.dimension())), n);
        for (int i = 0; i < n; i++) {
            covariance[i * n + i] += noise / counts[i];
        }
        CholeskyFactor factor = CholeskyFactor.of(covariance, n);
        double[] alpha = means.clone();
        factor.solveLower(alpha);
        factor.solveUpper(alpha);
        return new AveragedObservations(kernel, points, factor, alpha);
    }

    /** The posterior means at many points. */
    public double[] means(Points at) {
        double[] means = new double[at.count()];
        IntStream.range(0, at.count()).parallel().forEach(i -> {
            double[] k = covariances(at, i);
            double sum = 0;
            for (int j = 0; j < k.length; j++) {
                sum += k[j] * alpha[j];
            }
            means[i] = sum;
        });
        return means;
    }

    /** The posterior at some points. */
    public Prediction predict(Points at) {
        double[] variances = new double[at.count()];
        IntStream.range(0, at.count()).parallel().forEach(i -> {
            double[] k = covariances(at, i);
            factor.solveLower(k);
            double explained = 0;
            for (double v : k) {
                explained += v * v;
            }
            variances[i] = Math.max(0, kernel.scales().variance() - explained);
        });
        return new Prediction(means(at), variances);
    }

    /** The gradient of the posterior mean with respect to a point. */
    public double[] meanGradient(double... point) {
        double[] inverse = kernel.scales().inverseLengthScales(point.length);
        double[] gradient = new double[point.length];
        for (int i = 0; i < alpha.length; i++) {
            double squared = Covariance.squaredDistance(point, 0, points.flat(), i * point.length, inverse);
            double slope = 2 * alpha[i] * kernel.scales().variance() * kernel.correlationSlope(squared);
            for (int j = 0; j < point.length; j++) {
                gradient[j] += slope * (point[j] - points.get(i, j)) * inverse[j] * inverse[j];
            }
        }
        return gradient;
    }

    private double[] covariances(Points at, int row) {
        double[] inverse = kernel.scales().inverseLengthScales(points.dimension());
        double[] k = new double[points.count()];
        for (int j = 0; j < k.length; j++) {
            k[j] = kernel.scales().variance() * kernel.correlation(Covariance.squaredDistance(at.flat(), row * at.dimension(),
                    points.flat(), j * at.dimension(), inverse));
        }
        return k;
    }
}
