package io.github.grabnas.gp;

import io.github.grabnas.linalg.ExponentialDecay;

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

    @Override
    public void correlations(double[] squared) {
        double[] decay = scale(squared);
        for (int i = 0; i < squared.length; i++) {
            double scaled = squared[i];
            squared[i] = (1 + scaled) * decay[i];
        }
    }

    @Override
    public void correlations(double[] squared, double[] derivatives) {
        double[] decay = scale(squared);
        for (int i = 0; i < squared.length; i++) {
            double scaled = squared[i];
            derivatives[i] = -1.5 * decay[i];
            squared[i] = (1 + scaled) * decay[i];
        }
    }

    /** Makes √3 r of r², and gives the exponentials. */
    private static double[] scale(double[] squared) {
        for (int i = 0; i < squared.length; i++) {
            squared[i] = Math.sqrt(3 * squared[i]);
        }
        double[] decay = squared.clone();
        ExponentialDecay.best().apply(decay);
        return decay;
    }
}
