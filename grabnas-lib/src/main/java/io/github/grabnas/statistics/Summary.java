package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

import java.util.Arrays;

/**
 * Numbers in a few numbers, computed by commons-math.
 *
 * <pre>{@code
 * Summary.of(93.9, 94.1, 94.3).standardDeviation();
 * }</pre>
 *
 * @param count how many numbers
 * @param mean arithmetic mean, in the numbers' unit, as all that follow
 * @param standardDeviation of the sample: the root of the squared differences' sum divided by count − 1; 0 for one
 *     number
 * @param median the middle number, or the mean of the middle two
 * @param min the smallest
 * @param max the largest
 * @param lowerQuartile a quarter of the numbers is below; of three or fewer it is the smallest
 * @param upperQuartile a quarter of the numbers is above; of three or fewer it is the largest
 */
public record Summary(
        int count,
        double mean,
        double standardDeviation,
        double median,
        double min,
        double max,
        double lowerQuartile,
        double upperQuartile) {

    /**
     * Summarises numbers.
     *
     * @throws IllegalArgumentException if there are none, or one is NaN
     */
    public static Summary of(double... values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(
                    "a summary of " + Arrays.toString(values) + ": expected at least one number, none NaN");
        }
        DescriptiveStatistics all = new DescriptiveStatistics(values);
        return new Summary(
                values.length,
                all.getMean(),
                all.getStandardDeviation(),
                all.getPercentile(50),
                all.getMin(),
                all.getMax(),
                all.getPercentile(25),
                all.getPercentile(75));
    }
}
