package io.github.grabnas.gp;

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
}
