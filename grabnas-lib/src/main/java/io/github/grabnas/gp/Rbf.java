package io.github.grabnas.gp;

import java.util.List;

/**
 * The radial basis function (squared exponential) kernel, f(r) = exp(−r²/2).
 *
 * @param scales variance and length-scales
 */
public record Rbf(Scales scales) implements Kernel {

    /** One length-scale for all coordinates. */
    public static Rbf isotropic(double variance, double lengthScale) {
        return new Rbf(Scales.isotropic(variance, lengthScale));
    }

    /** One length-scale for each coordinate. */
    public static Rbf ard(double variance, List<Double> lengthScales) {
        return new Rbf(new Scales(variance, lengthScales));
    }

    @Override
    public Rbf with(Scales other) {
        return new Rbf(other);
    }

    @Override
    public double correlation(double squared) {
        return Math.exp(-squared / 2);
    }

    @Override
    public double correlationSlope(double squared) {
        return -Math.exp(-squared / 2) / 2;
    }
}
