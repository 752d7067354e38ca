package io.github.grabnas.gp;

/**
 * Expected improvement (paper, eq. 5; J. Mockus, 1975; D. Jones et al., 1998): EI = E[max(0, f − best)] = σ (z Φ(z) +
 * φ(z)) with z = (μ − best) / σ.
 *
 * <p>Where σ = 0 it is max(0, μ − best). Far below the incumbent it underflows to 0, which is what
 * {@link LogExpectedImprovement} is for.
 */
public record ExpectedImprovement() implements AcquisitionFunction {

    @Override
    public double value(double mean, double standardDeviation, double best) {
        if (standardDeviation <= 0) {
            return Math.max(0, mean - best);
        }
        double z = (mean - best) / standardDeviation;
        return standardDeviation * Math.max(0, z * StandardNormal.cumulative(z) + StandardNormal.density(z));
    }
}
