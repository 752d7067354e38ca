package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;

import java.util.stream.IntStream;

/**
 * A weighted sum of kernels, f(x) = Σ_i w_i k(x, x_i): the form that the posterior mean of every Gaussian process with
 * zero prior mean has (representer theorem). Where only the mean is needed, points and weights are all that has to be
 * kept; nothing is factored again.
 */
public final class KernelExpansion {

    private final int dimension;
    private final double[] weights;
    private final CrossCovariance covariance;

    /**
     * A sum.
     *
     * @param kernel k
     * @param points the x_i, one a row
     * @param weights the w_i, one for each point
     */
    public KernelExpansion(Kernel kernel, Matrix points, double... weights) {
        if (weights.length != points.rows()) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + points.rows() + " points; expected one for each");
        }
        this.dimension = points.columns();
        this.weights = weights.clone();
        this.covariance = new CrossCovariance(kernel, points);
    }

    /** f at many points, one a row. */
    public double[] means(Matrix at) {
        requireDimension(at.columns());
        double[] means = new double[at.rows()];
        int blocks = (at.rows() + CrossCovariance.ROWS - 1) / CrossCovariance.ROWS;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * CrossCovariance.ROWS;
            covariance.weightedSums(at, from, Math.min(at.rows(), from + CrossCovariance.ROWS), weights, means);
        });
        return means;
    }

    /** f at a point, and its gradient with respect to the point. */
    public MeanAndGradient meanAndGradient(double... point) {
        requireDimension(point.length);
        return covariance.weightedSum(point, weights);
    }

    /** The k(x, x_i) at one of some points, a new array. */
    double[] covariances(Matrix at, int row) {
        return covariance.covariances(at, row);
    }

    void requireDimension(int expected) {
        if (expected != dimension) {
            throw new IllegalArgumentException("a point of dimension " + expected + "; expected " + dimension);
        }
    }
}
