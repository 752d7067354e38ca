package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

import java.util.Arrays;

/**
 * How many numbers are far below the others: by more than 1.5 times the distance between the quartiles below the lower
 * one (J. W. Tukey, 1977). The quartiles are commons-math's.
 */
public final class LowOutliers {

    private static final double FENCE = 1.5;

    private LowOutliers() {}

    /**
     * The count.
     *
     * @throws IllegalArgumentException if there are none, or one is no number
     */
    public static int count(double... values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(
                    "outliers among " + Arrays.toString(values) + ": expected at least one, and numbers alone");
        }
        DescriptiveStatistics all = new DescriptiveStatistics(values);
        double lower = all.getPercentile(25);
        double fence = lower - FENCE * (all.getPercentile(75) - lower);
        return (int) Arrays.stream(values).filter(v -> v < fence).count();
    }
}
