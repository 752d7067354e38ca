package io.github.grabnas.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.inference.TTest;

import java.util.Objects;

/**
 * Welch's t-test of two independent samples, two-sided, which does not take their variances for equal (B. L. Welch,
 * 1947): the p-value is commons-math's.
 *
 * @param difference of the means, first less second, with its interval by the same degrees of freedom
 * @param p the p-value; where neither sample has any spread, 1 for equal means and 0 for others
 */
public record WelchTest(MeanDifference difference, double p) {

    /** Checks that nothing is missing. */
    public WelchTest {
        Objects.requireNonNull(difference, "difference");
    }

    /**
     * Tests two samples.
     *
     * @throws IllegalArgumentException if one has fewer than two numbers
     */
    public static WelchTest of(double[] first, double[] second) {
        if (first.length < 2 || second.length < 2) {
            throw new IllegalArgumentException(
                    "samples of " + first.length + " and " + second.length + " numbers: expected at least 2 of each");
        }
        Summary a = Summary.of(first);
        Summary b = Summary.of(second);
        double mean = a.mean() - b.mean();
        double u = a.standardDeviation() * a.standardDeviation() / a.count();
        double v = b.standardDeviation() * b.standardDeviation() / b.count();
        if (u + v == 0) {
            return new WelchTest(new MeanDifference(mean, mean, mean), mean == 0 ? 1 : 0);
        }
        double freedom = (u + v) * (u + v) / (u * u / (a.count() - 1) + v * v / (b.count() - 1));
        double half = new TDistribution(null, freedom).inverseCumulativeProbability((1 + MeanDifference.CONFIDENCE) / 2)
                * Math.sqrt(u + v);
        return new WelchTest(new MeanDifference(mean, mean - half, mean + half), new TTest().tTest(first, second));
    }
}
