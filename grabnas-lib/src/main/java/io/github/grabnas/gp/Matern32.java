package io.github.grabnas.gp;

import java.util.List;

/**
 * The Matérn kernel of smoothness 3/2, f(r) = (1 + √3 r) exp(−√3 r).
 *
 * @param hyperparameters variance and length-scales
 */
public record Matern32(KernelHyperparameters hyperparameters) implements Kernel {

    /** One length-scale for all coordinates. */
    public static Matern32 isotropic(double variance, double lengthScale) {
        return new Matern32(KernelHyperparameters.isotropic(variance, lengthScale));
    }

    /** One length-scale for each coordinate. */
    public static Matern32 ard(double variance, List<Double> lengthScales) {
        return new Matern32(new KernelHyperparameters(variance, lengthScales));
    }

    @Override
    public Matern32 with(KernelHyperparameters other) {
        return new Matern32(other);
    }

    @Override
    public double correlation(double squared) {
        double scaled = Math.sqrt(3 * squared);
        return (1 + scaled) * Math.exp(-scaled);
    }

    @Override
    public double correlationDerivative(double squared) {
        return -1.5 * Math.exp(-Math.sqrt(3 * squared));
    }
}
