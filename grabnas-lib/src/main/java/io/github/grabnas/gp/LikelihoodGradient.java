package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Matrix;

/**
 * The gradient of a log marginal likelihood (Rasmussen and Williams, 2006, eq. 5.9).
 *
 * <p>With G = ½ (α αᵀ − K⁻¹), the derivative with respect to any parameter θ is Σ_ij G_ij ∂K_ij/∂θ.
 */
public final class LikelihoodGradient {

    private final double[] kernelParameters;
    private final double logNoise;
    private final double[] inputs;
    private final int dimension;

    private LikelihoodGradient(double[] kernelParameters, double logNoise, double[] inputs, int dimension) {
        this.kernelParameters = kernelParameters;
        this.logNoise = logNoise;
        this.inputs = inputs;
        this.dimension = dimension;
    }

    static LikelihoodGradient of(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            double[] squaredDistances,
            double[] alpha,
            CholeskyDecomposition factor,
            boolean withInputs) {
        int n = points.rows();
        int d = points.columns();
        double variance = kernel.hyperparameters().variance();
        boolean isotropic = kernel.hyperparameters().isIsotropic();
        double[] inverse = kernel.hyperparameters().inverseLengthScales(d);
        double[] precision = factor.inverse();
        double[] parameters =
                new double[1 + kernel.hyperparameters().lengthScales().size()];
        double[] inputs = new double[n * d];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            double diagonal = (alpha[i] * alpha[i] - precision[i * n + i]) / 2;
            trace += diagonal;
            parameters[0] += diagonal * variance;
            for (int j = 0; j < i; j++) {
                // Both triangles at once: 2 G_ij.
                double weight = alpha[i] * alpha[j] - precision[i * n + j];
                double squared = squaredDistances[i * n + j];
                double slope = weight * variance * kernel.correlationDerivative(squared);
                parameters[0] += weight * variance * kernel.correlation(squared);
                if (isotropic) {
                    parameters[1] -= 2 * slope * squared;
                }
                for (int k = 0; k < d && (withInputs || !isotropic); k++) {
                    double difference = (points.get(i, k) - points.get(j, k)) * inverse[k];
                    if (!isotropic) {
                        parameters[1 + k] -= 2 * slope * difference * difference;
                    }
                    double push = 2 * slope * difference * inverse[k];
                    inputs[i * d + k] += push;
                    inputs[j * d + k] -= push;
                }
            }
        }
        return new LikelihoodGradient(parameters, trace * noiseVariance, inputs, d);
    }

    /** With respect to the kernel's log-parameters, as {@link Kernel#parameters()} orders them. */
    public double[] kernelParameters() {
        return kernelParameters.clone();
    }

    /** With respect to the natural logarithm of the noise variance. */
    public double logNoise() {
        return logNoise;
    }

    /** With respect to one coordinate of one observed point. */
    public double input(int point, int coordinate) {
        return inputs[point * dimension + coordinate];
    }

    /** With respect to all coordinates of all points, n × d, flat, a new array. */
    public double[] inputs() {
        return inputs.clone();
    }
}
