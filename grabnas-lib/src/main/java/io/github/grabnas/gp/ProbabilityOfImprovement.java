package io.github.grabnas.gp;

/**
 * Probability of improvement, P(f &gt; best) = Φ((μ − best) / σ) (H. Kushner, 1964). Where σ = 0 it is 1 above the
 * incumbent and 0 otherwise.
 */
public record ProbabilityOfImprovement() implements AcquisitionFunction {

    @Override
    public double value(double mean, double standardDeviation, double best) {
        if (standardDeviation <= 0) {
            return mean > best ? 1 : 0;
        }
        return StandardNormal.cumulative((mean - best) / standardDeviation);
    }
}
