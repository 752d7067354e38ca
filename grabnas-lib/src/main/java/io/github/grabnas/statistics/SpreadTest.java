package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.inference.OneWayAnova;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Whether two samples spread differently (M. B. Brown and A. B. Forsythe, 1974): an analysis of variance of the
 * absolute differences to each sample's median, by commons-math. Unlike the F-test of variances it does not take the
 * numbers for normal ones.
 *
 * @param firstDeviation standard deviation of the first sample
 * @param secondDeviation standard deviation of the second
 * @param p the p-value; where within each sample all differences to the median are alike, 1 if they are the same in
 *     both samples and 0 if they are not
 */
public record SpreadTest(double firstDeviation, double secondDeviation, double p) {

    private static final double ROUNDING = 1e-14;

    /**
     * Compares two samples; differences of some last bits count as none.
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
        Summary one = Summary.of(a);
        Summary other = Summary.of(b);
        // Differences that are alike have a deviation of some last bits of the numbers that they come from.
        double rounding = ROUNDING
                * DoubleStream.concat(Arrays.stream(first), Arrays.stream(second))
                        .map(Math::abs)
                        .max()
                        .orElse(0);
        boolean alike = Math.max(one.standardDeviation(), other.standardDeviation()) <= rounding;
        double p = alike
                ? Math.abs(one.mean() - other.mean()) <= rounding ? 1 : 0
                : new OneWayAnova().anovaPValue(List.of(a, b));
        return new SpreadTest(
                Summary.of(first).standardDeviation(), Summary.of(second).standardDeviation(), p);
    }

    private static double[] toMedian(double[] sample) {
        double median = Summary.of(sample).median();
        return Arrays.stream(sample).map(x -> Math.abs(x - median)).toArray();
    }
}
