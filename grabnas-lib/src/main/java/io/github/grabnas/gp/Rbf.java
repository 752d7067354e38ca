package io.github.grabnas.gp;

import io.github.grabnas.linalg.ExponentialDecay;

import java.util.List;

/**
 * The radial basis function (squared exponential) kernel, f(r) = exp(−r²/2).
 *
 * @param hyperparameters variance and length-scales
 */
public record Rbf(KernelHyperparameters hyperparameters) implements Kernel {

    /** One length-scale for all coordinates. */
    public static Rbf isotropic(double variance, double lengthScale) {
        return new Rbf(KernelHyperparameters.isotropic(variance, lengthScale));
    }

    /** One length-scale for each coordinate. */
    public static Rbf ard(double variance, List<Double> lengthScales) {
        return new Rbf(new KernelHyperparameters(variance, lengthScales));
    }

    @Override
    public Rbf with(KernelHyperparameters other) {
        return new Rbf(other);
    }

    @Override
    public double correlation(double squared) {
        return Math.exp(-squared / 2);
    }

    @Override
    public double correlationDerivative(double squared) {
        return -Math.exp(-squared / 2) / 2;
    }

    @Override
    public void correlations(double[] squared) {
        for (int i = 0; i < squared.length; i++) {
            squared[i] /= 2;
        }
        ExponentialDecay.best().apply(squared);
    }

    @Override
    public void correlations(double[] squared, double[] derivatives) {
        correlations(squared);
        for (int i = 0; i < squared.length; i++) {
            derivatives[i] = -squared[i] / 2;
        }
    }
}
