package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.inference.OneWayAnova;

import java.util.Arrays;
import java.util.List;

/**
 * Whether two samples spread differently (M. B. Brown and A. B. Forsythe, 1974): an analysis of variance of the
 * absolute differences to each sample's median, by commons-math. Unlike the F-test of variances it does not take the
 * numbers for normal ones.
 *
 * @param firstDeviation standard deviation of the first sample
 * @param secondDeviation standard deviation of the second
 * @param p the p-value; 1 where neither sample has any spread, 0 where one has and each sample's differences are all
 *     alike
 */
public record SpreadTest(double firstDeviation, double secondDeviation, double p) {

    /**
     * Compares two samples.
     *
     * @throws IllegalArgumentException if one has fewer than two numbers
     */
    public static SpreadTest of(double[] first, double[] second) {
        if (first.length < 2 || second.length < 2) {
            throw new IllegalArgumentException(
                    "samples of " + first.length + " and " + second.length + " numbers: expected at least 2 of each");
        }
        double[] a = toMedian(first);
        double[] b = toMedian(second);
        double p = Math.max(Summary.of(a).max(), Summary.of(b).max()) == 0
                ? 1
                : new OneWayAnova().anovaPValue(List.of(a, b));
        return new SpreadTest(
                Summary.of(first).standardDeviation(), Summary.of(second).standardDeviation(), p);
    }

    private static double[] toMedian(double[] sample) {
        double median = Summary.of(sample).median();
        return Arrays.stream(sample).map(x -> Math.abs(x - median)).toArray();
    }
}
