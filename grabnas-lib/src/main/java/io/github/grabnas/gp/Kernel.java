package io.github.grabnas.gp;

import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.Matrix;

import java.util.Arrays;

/**
 * A stationary covariance function k(a, b) = s² f(r), with r² = Σ_j (a_j − b_j)² / l_j².
 *
 * <p>One length-scale for all coordinates makes it isotropic; one for each, ARD (automatic relevance determination).
 * Its parameters as a vector are their natural logarithms: log s², then the log length-scales. Formulas: C. E.
 * Rasmussen and C. K. I. Williams, "Gaussian Processes for Machine Learning", 2006, sec. 4.2.
 */
public sealed interface Kernel permits Rbf, Matern32, Matern52 {

    /** The variance and the length-scales. */
    KernelHyperparameters hyperparameters();

    /** The kernel of the same kind with other scales. */
    Kernel with(KernelHyperparameters hyperparameters);

    /**
     * f(r), the correlation at a scaled distance.
     *
     * @param squared r², not negative
     */
    double correlation(double squared);

    /**
     * df / d(r²), from which all gradients follow.
     *
     * @param squared r², not negative
     */
    double correlationDerivative(double squared);

    /**
     * f(r) at many scaled distances, in their place.
     *
     * @param squared r², not negative
     */
    void correlations(double[] squared);

    /**
     * f(r) and df / d(r²) at many scaled distances.
     *
     * @param squared r², not negative; f(r) afterwards
     * @param derivatives where the latter goes, of the same length
     */
    void correlations(double[] squared, double[] derivatives);

    /** The covariance of two points. */
    default double value(double[] a, double[] b) {
        Matrix pair = Matrix.ofRows(a, b);
        hyperparameters().requireDimension(pair.columns());
        double squared = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (a[j] - b[j]) * hyperparameters().inverseLengthScale(j);
            squared += difference * difference;
        }
        return hyperparameters().variance() * correlation(squared);
    }

    /** The mean covariance of two different ones of at least two points, the rows of a matrix. */
    default double meanCovariance(Matrix points) {
        int n = points.rows();
        double[] squared = Distances.squared(points, hyperparameters().inverseLengthScales(points.columns()));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += correlation(squared[i * n + j]);
            }
        }
        return hyperparameters().variance() * sum / (n * (n - 1) / 2.0);
    }

    /** The natural logarithms of the variance and of the length-scales, in this order. */
    default double[] parameters() {
        double[] parameters = new double[1 + hyperparameters().lengthScales().size()];
        parameters[0] = Math.log(hyperparameters().variance());
        for (int j = 1; j < parameters.length; j++) {
            parameters[j] = Math.log(hyperparameters().lengthScales().get(j - 1));
        }
        return parameters;
    }

    /**
     * The kernel of the same kind with other parameters.
     *
     * @param logarithms as {@link #parameters()} gives them
     */
    default Kernel withParameters(double... logarithms) {
        if (logarithms.length != 1 + hyperparameters().lengthScales().size()) {
            throw new IllegalArgumentException(logarithms.length + " parameters; expected "
                    + (1 + hyperparameters().lengthScales().size()) + ": log variance and log length-scales");
        }
        return with(new KernelHyperparameters(
                Math.exp(logarithms[0]),
                Arrays.stream(logarithms).skip(1).map(Math::exp).boxed().toList()));
    }
}
