package io.github.grabnas.gp;

import io.github.grabnas.linalg.ExponentialDecay;

import java.util.List;

/**
 * The Matérn kernel of smoothness 5/2, f(r) = (1 + √5 r + 5r²/3) exp(−√5 r).
 *
 * @param hyperparameters variance and length-scales
 */
public record Matern52(KernelHyperparameters hyperparameters) implements Kernel {

    /** One length-scale for all coordinates. */
    public static Matern52 isotropic(double variance, double lengthScale) {
        return new Matern52(KernelHyperparameters.isotropic(variance, lengthScale));
    }

    /** One length-scale for each coordinate. */
    public static Matern52 ard(double variance, List<Double> lengthScales) {
        return new Matern52(new KernelHyperparameters(variance, lengthScales));
    }

    @Override
    public Matern52 with(KernelHyperparameters other) {
        return new Matern52(other);
    }

    @Override
    public double correlation(double squared) {
        double scaled = Math.sqrt(5 * squared);
        return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }

    @Override
    public double correlationDerivative(double squared) {
        double scaled = Math.sqrt(5 * squared);
        return -5.0 / 6 * (1 + scaled) * Math.exp(-scaled);
    }

    @Override
    public void correlations(double[] squared) {
        double[] decay = scale(squared);
        for (int i = 0; i < squared.length; i++) {
            double scaled = squared[i];
            squared[i] = (1 + scaled + scaled * scaled / 3) * decay[i];
        }
    }

    @Override
    public void correlations(double[] squared, double[] derivatives) {
        double[] decay = scale(squared);
        for (int i = 0; i < squared.length; i++) {
            double scaled = squared[i];
            derivatives[i] = -5.0 / 6 * (1 + scaled) * decay[i];
            squared[i] = (1 + scaled + scaled * scaled / 3) * decay[i];
        }
    }

    /** Makes √5 r of r², and gives the exponentials. */
    private static double[] scale(double[] squared) {
        for (int i = 0; i < squared.length; i++) {
            squared[i] = Math.sqrt(5 * squared[i]);
        }
        double[] decay = squared.clone();
        ExponentialDecay.best().apply(decay);
        return decay;
    }
}
