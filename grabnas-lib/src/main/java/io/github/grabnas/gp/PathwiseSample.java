package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Matrix;

import java.util.Arrays;
import java.util.Random;

/**
 * One function drawn from a Gaussian process, at any number of points in linear time (J. T. Wilson et al., "Efficiently
 * Sampling Functions from Gaussian Process Posteriors", ICML 2020, eq. 12): a function of the prior, corrected by
 * Matheron's rule,
 *
 * <p>{@code f(x | y) = f(x) + k(x)ᵀ K⁻¹ (y − f(X) − ε)},
 *
 * <p>with the observation noise ε drawn, too. The prior's function is a sum of {@value #FEATURES} random Fourier
 * features (A. Rahimi and B. Recht, NeurIPS 2007), {@code f(x) = √(2 s²/m) Σ w cos(ωᵀx + b)}: ω from the kernel's
 * spectral density, which is normal for {@link Rbf} and Student's t with 2ν degrees of freedom for the Matérn kernel of
 * smoothness ν. Far from all observations its covariances so are those of the kernel up to about {@code 1/√m}; near
 * them the correction makes up for it.
 */
public final class PathwiseSample {

    /** m, the number of Fourier features. */
    public static final int FEATURES = 256;

    private final GaussianProcess process;
    private final double[][] frequencies;
    private final double[] phases;
    private final double[] weights;
    private final KernelExpansion correction;

    private PathwiseSample(GaussianProcess process, Random random) {
        this.process = process;
        KernelHyperparameters scales = process.kernel().hyperparameters();
        int dimension = process.points().columns();
        double[] inverse = scales.inverseLengthScales(dimension);
        this.frequencies = new double[FEATURES][dimension];
        this.phases = new double[FEATURES];
        this.weights = new double[FEATURES];
        double amplitude = Math.sqrt(2 * scales.variance() / FEATURES);
        for (int f = 0; f < FEATURES; f++) {
            double spread = spread(process.kernel(), random);
            for (int j = 0; j < dimension; j++) {
                frequencies[f][j] = random.nextGaussian() * inverse[j] * spread;
            }
            phases[f] = 2 * Math.PI * random.nextDouble();
            weights[f] = amplitude * random.nextGaussian();
        }
        double noise = Math.sqrt(process.noiseVariance());
        double[] drawn = new double[process.observations()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = prior(process.points(), i) + noise * random.nextGaussian();
        }
        CholeskyDecomposition factor = process.factor();
        factor.solveLower(drawn);
        double[] update = process.whitenedTargets();
        Arrays.setAll(update, i -> update[i] - drawn[i]);
        factor.solveUpper(update);
        this.correction = new KernelExpansion(process.kernel(), process.points(), update);
    }

    /**
     * Draws a function.
     *
     * @param seed decides which
     */
    public static PathwiseSample of(GaussianProcess process, long seed) {
        return new PathwiseSample(process, new Random(seed));
    }

    /** √(2ν/u) with u from χ² of 2ν degrees of freedom makes normal frequencies Student's t; 1 for a normal density. */
    private static double spread(Kernel kernel, Random random) {
        int degrees = kernel instanceof Rbf ? 0 : kernel instanceof Matern32 ? 3 : 5;
        if (degrees == 0) {
            return 1;
        }
        double chiSquared = 0;
        for (int i = 0; i < degrees; i++) {
            double normal = random.nextGaussian();
            chiSquared += normal * normal;
        }
        return Math.sqrt(degrees / chiSquared);
    }

    private double prior(Matrix points, int row) {
        double[] flat = Points.flat(points);
        int offset = row * points.columns();
        double sum = 0;
        for (int f = 0; f < FEATURES; f++) {
            double[] frequency = frequencies[f];
            double angle = phases[f];
            for (int j = 0; j < frequency.length; j++) {
                angle += frequency[j] * flat[offset + j];
            }
            sum += weights[f] * Math.cos(angle);
        }
        return sum;
    }

    /**
     * The function at some points, in the unit of the targets.
     *
     * @throws IllegalArgumentException if the points' dimension is not that of the process
     */
    public double[] at(Matrix points) {
        double[] values = correction.means(points);
        double mean = process.standardisation().mean();
        double deviation = process.standardisation().standardDeviation();
        Arrays.parallelSetAll(values, i -> mean + deviation * (values[i] + prior(points, i)));
        return values;
    }
}
