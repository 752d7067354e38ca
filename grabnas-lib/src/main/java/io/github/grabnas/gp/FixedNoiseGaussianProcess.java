package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.DotProduct;
import io.github.grabnas.linalg.Matrix;

import java.util.stream.IntStream;

/**
 * A Gaussian process with zero mean whose observations have a known noise variance each (BoTorch's
 * {@code FixedNoiseGP}). The mean of m observations of one point, each with noise variance v, is one observation with v
 * / m: many repeated observations of few points are conditioned on exactly, at the price of the few.
 *
 * <p>Targets are taken as they are. mean(x) = k(x)ᵀ α, variance(x) = k(x, x) − k(x)ᵀ K⁻¹ k(x).
 */
public final class FixedNoiseGaussianProcess {

    private final Kernel kernel;
    private final KernelExpansion mean;
    private final CholeskyDecomposition factor;
    private final double[] alpha;

    private FixedNoiseGaussianProcess(Kernel kernel, Matrix points, CholeskyDecomposition factor, double[] alpha) {
        this.kernel = kernel;
        this.factor = factor;
        this.alpha = alpha;
        this.mean = new KernelExpansion(kernel, points, alpha);
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
        return mean.means(at);
    }

    /** The posterior mean as a function that needs no factor any more. */
    public KernelExpansion mean() {
        return mean;
    }

    /** The posterior at some points. */
    public Prediction predict(Matrix at) {
        mean.requireDimension(at.columns());
        double[] variances = new double[at.rows()];
        IntStream.range(0, at.rows()).parallel().forEach(i -> {
            double[] k = mean.covariances(at, i);
            factor.solveLower(k);
            variances[i] = Math.max(0, kernel.hyperparameters().variance() - DotProduct.inOrder(k, k));
        });
        return new Prediction(means(at), variances);
    }

    /** The weights of {@link #mean()}, α; a new array. */
    public double[] weights() {
        return alpha.clone();
    }

    /** The posterior mean at a point and its gradient with respect to the point. */
    public MeanAndGradient meanAndGradient(double... point) {
        return mean.meanAndGradient(point);
    }
}
