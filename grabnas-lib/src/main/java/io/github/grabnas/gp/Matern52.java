package io.github.grabnas.gp;

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
    public void correlations(double[] squared, double[] correlations, double[] derivatives) {
        for (int i = 0; i < squared.length; i++) {
            double scaled = Math.sqrt(5 * squared[i]);
            double decay = Math.exp(-scaled);
            correlations[i] = (1 + scaled + scaled * scaled / 3) * decay;
            derivatives[i] = -5.0 / 6 * (1 + scaled) * decay;
        }
    }
}
