package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.Matrix;

import java.util.stream.IntStream;

/**
 * A Gaussian process with zero mean whose observations have a known noise variance each (BoTorch's {@code
 * FixedNoiseGP}). The mean of
 * m observations of one point, each with noise variance v, is one observation with v / m: many repeated observations of
 * few points
 * are conditioned on exactly, at the price of the few.
 *
 * <p>Targets are taken as they are. mean(x) = k(x)ᵀ α, variance(x) = k(x, x) − k(x)ᵀ K⁻¹ k(x).
 */
public final class FixedNoiseGaussianProcess {

    private final Kernel kernel;
    private final int count;
    private final double[] inverseLengthScales;
    /**
     * The points' coordinates in length-scales, one row for each dimension: loops over all points run in vector
     * registers.
     */
    private final double[] coordinates;

    private final CholeskyDecomposition factor;
    private final double[] alpha;

    private FixedNoiseGaussianProcess(Kernel kernel, Matrix points, CholeskyDecomposition factor, double[] alpha) {
        this.kernel = kernel;
        this.count = points.rows();
        this.inverseLengthScales = kernel.hyperparameters().inverseLengthScales(points.columns());
        this.coordinates = new double[points.columns() * count];
        for (int j = 0; j < points.columns(); j++) {
            for (int i = 0; i < count; i++) {
                coordinates[j * count + i] = points.get(i, j) * inverseLengthScales[j];
            }
        }
        this.factor = factor;
        this.alpha = alpha;
    }

    /**
     * Conditions a process.
     *
     * @param points where was observed, n points
     * @param targets what was observed, n numbers
     * @param noiseVariances of each observation, positive
     * @throws IllegalArgumentException if the lengths differ or a number is out of range
     */
    public static FixedNoiseGaussianProcess condition(
            Kernel kernel, Matrix points, double[] targets, double[] noiseVariances) {
        GaussianProcess.requireObservations(points, targets);
        if (noiseVariances.length != targets.length) {
            throw new IllegalArgumentException(noiseVariances.length + " noise variances for " + targets.length
                    + " targets; expected one for each");
        }
        for (int i = 0; i < noiseVariances.length; i++) {
            if (!(noiseVariances[i] > 0) || Double.isInfinite(noiseVariances[i])) {
                throw new IllegalArgumentException(
                        "noise variance " + i + " is " + noiseVariances[i] + "; expected a positive number");
            }
        }
        int n = points.rows();
        double[] covariance = Covariance.noisy(
                kernel,
                0,
                Distances.squared(points, kernel.hyperparameters().inverseLengthScales(points.columns())),
                n);
        for (int i = 0; i < n; i++) {
            covariance[i * n + i] += noiseVariances[i];
        }
        CholeskyDecomposition factor = CholeskyDecomposition.of(covariance, n);
        double[] alpha = targets.clone();
        factor.solveLower(alpha);
        factor.solveUpper(alpha);
        return new FixedNoiseGaussianProcess(kernel, points, factor, alpha);
    }

    /** The posterior means at many points. */
    public double[] means(Matrix at) {
        requireDimension(at.columns());
        double[] means = new double[at.rows()];
        IntStream.range(0, at.rows()).parallel().forEach(i -> {
            double[] k = covariances(at, i);
            for (int j = 0; j < k.length; j++) {
                means[i] += k[j] * alpha[j];
            }
        });
        return means;
    }

    /** The posterior at some points. */
    public Prediction predict(Matrix at) {
        requireDimension(at.columns());
        double[] variances = new double[at.rows()];
        IntStream.range(0, at.rows()).parallel().forEach(i -> {
            double[] k = covariances(at, i);
            factor.solveLower(k);
            double explained = 0;
            for (double v : k) {
                explained += v * v;
            }
            variances[i] = Math.max(0, kernel.hyperparameters().variance() - explained);
        });
        return new Prediction(means(at), variances);
    }

    /** The gradient of the posterior mean with respect to a point. */
    public double[] meanGradient(double... point) {
        requireDimension(point.length);
        double[] weights = squaredDistances(point, 0);
        for (int i = 0; i < count; i++) {
            weights[i] = 2 * alpha[i] * kernel.hyperparameters().variance() * kernel.correlationDerivative(weights[i]);
        }
        double[] gradient = new double[point.length];
        for (int j = 0; j < point.length; j++) {
            gradient[j] = inverseLengthScales[j]
                    * weighted(weights, point[j] * inverseLengthScales[j], coordinates, j * count);
        }
        return gradient;
    }

    /** Four sums side by side: a single one would wait for every addition before the next. */
    private static double weighted(double[] weights, double here, double[] coordinates, int from) {
        double[] sums = new double[4];
        int whole = weights.length - weights.length % 4;
        for (int i = 0; i < whole; i += 4) {
            sums[0] += weights[i] * (here - coordinates[from + i]);
            sums[1] += weights[i + 1] * (here - coordinates[from + i + 1]);
            sums[2] += weights[i + 2] * (here - coordinates[from + i + 2]);
            sums[3] += weights[i + 3] * (here - coordinates[from + i + 3]);
        }
        for (int i = whole; i < weights.length; i++) {
            sums[0] += weights[i] * (here - coordinates[from + i]);
        }
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    private void requireDimension(int dimension) {
        if (dimension != inverseLengthScales.length) {
            throw new IllegalArgumentException(
                    "a point of dimension " + dimension + "; expected " + inverseLengthScales.length);
        }
    }

    private double[] covariances(Matrix at, int row) {
        double[] k = squaredDistances(Points.flat(at), row * at.columns());
        double variance = kernel.hyperparameters().variance();
        for (int i = 0; i < count; i++) {
            k[i] = variance * kernel.correlation(k[i]);
        }
        return k;
    }

    /** Of one point to all observed ones, in length-scales. */
    private double[] squaredDistances(double[] flat, int offset) {
        double[] squared = new double[count];
        for (int j = 0; j < inverseLengthScales.length; j++) {
            addSquares(squared, flat[offset + j] * inverseLengthScales[j], coordinates, j * count);
        }
        return squared;
    }

    private static void addSquares(double[] squared, double here, double[] coordinates, int from) {
        for (int i = 0; i < squared.length; i++) {
            double difference = here - coordinates[from + i];
            squared[i] += difference * difference;
        }
    }
}
