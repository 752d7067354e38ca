package io.github.grabnas.statistics;

import org.apache.commons.math3.distribution.TDistribution;

import java.util.stream.IntStream;

/**
 * The mean of the differences of pairs with its confidence interval by Student's t: {@code mean ± t s / sqrt(n)}, with
 * s the sample's standard deviation and n − 1 degrees of freedom. It tells how large a difference is; whether it is
 * more than chance is for {@link PairedTest}, which assumes no normal distribution and no differences other than zero.
 *
 * @param mean of first − second, in the numbers' unit
 * @param low the interval's lower end; −∞ for one pair
 * @param high its upper end; ∞ for one pair
 */
public record MeanDifference(double mean, double low, double high) {

    /** The usual confidence. */
    public static final double CONFIDENCE = 0.95;

    /**
     * The interval of pairs, with confidence {@value #CONFIDENCE}.
     *
     * @throws IllegalArgumentException if the arrays differ in length or are empty
     */
    public static MeanDifference of(double[] first, double[] second) {
        return of(first, second, CONFIDENCE);
    }

    /**
     * The interval with any confidence; a lower bound that holds with confidence 0.9 is the lower end for 0.8.
     *
     * @throws IllegalArgumentException if the arrays differ in length or are empty, or the confidence is not between 0
     *     and 1
     */
    public static MeanDifference of(double[] first, double[] second, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + ": expected one between 0 and 1");
        }
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException(
                    first.length + " and " + second.length + " numbers: expected pairs, at least one");
        }
        Summary differences = Summary.of(IntStream.range(0, first.length)
                .mapToDouble(i -> first[i] - second[i])
                .toArray());
        int count = differences.count();
        double half = count == 1
                ? Double.POSITIVE_INFINITY
                : new TDistribution(null, count - 1.0).inverseCumulativeProbability((1 + confidence) / 2)
                        * differences.standardDeviation()
                        / Math.sqrt(count);
        return new MeanDifference(differences.mean(), differences.mean() - half, differences.mean() + half);
    }
}
