package io.github.grabnas.gp;

/**
 * Upper confidence bound, μ + κ σ (N. Srinivas et al., "Gaussian Process Optimization in the Bandit Setting", ICML
 * 2010, with κ = √β). It ignores the incumbent.
 *
 * @param kappa how many standard deviations are added, 0 or more
 */
public record UpperConfidenceBound(double kappa) implements AcquisitionFunction {

    /** Checks that κ is not negative. */
    public UpperConfidenceBound {
        if (!(kappa >= 0) || Double.isInfinite(kappa)) {
            throw new IllegalArgumentException("kappa " + kappa + ": expected a number, 0 or more");
        }
    }

    @Override
    public double value(double mean, double standardDeviation, double best) {
        return mean + kappa * standardDeviation;
    }
}
