package io.github.grabnas.gp;

/**
 * The logarithm of {@link ExpectedImprovement}, finite also where that underflows (S. Ament et al., "Unexpected
 * Improvements to Expected Improvement for Bayesian Optimization", NeurIPS 2023): log σ + log h(z), h(z) = z Φ(z) +
 * φ(z), z = (μ − best) / σ.
 *
 * <p>For z &lt; −5 the two terms of h nearly cancel, and h(z) = φ(z) (1 − |z| m(|z|)) is computed from the Mills ratio
 * m(x) = (1 − Φ(x)) / φ(x) by its continued fraction m(x) = 1/(x + 1/(x + 2/(x + 3/(x + …)))). Where σ = 0 it is log
 * max(0, μ − best), that is −∞ at or below the incumbent.
 */
public record LogExpectedImprovement() implements AcquisitionFunction {

    private static final double DIRECT_ABOVE = -5;
    private static final int FRACTION_DEPTH = 120;

    @Override
    public double value(double mean, double standardDeviation, double best) {
        if (standardDeviation <= 0) {
            return Math.log(Math.max(0, mean - best));
        }
        return Math.log(standardDeviation) + logH((mean - best) / standardDeviation);
    }

    private static double logH(double z) {
        if (z > DIRECT_ABOVE) {
            return Math.log(z * StandardNormal.cumulative(z) + StandardNormal.density(z));
        }
        double x = -z;
        // m = 1/(x + t) with t = 1/(x + 2/(x + …)), so that 1 − x m = t/(x + t) loses no digits.
        double t = 0;
        for (int k = FRACTION_DEPTH; k >= 1; k--) {
            t = k / (x + t);
        }
        return StandardNormal.logDensity(z) + Math.log(t / (x + t));
    }
}
