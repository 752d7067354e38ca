package io.github.grabnas.surrogate;

import java.util.Arrays;

/**
 * Observations far below the middle of all are drawn towards it, in their order:
 *
 * <pre>
 * y' = m - c (1 - exp(-(m - y) / c))   below the median m, y' = y above it
 * </pre>
 *
 * <p>A failed cell, some tens of points below the others, tells little about how the good ones differ, and would
 * dominate every squared error. Close to the median the slope is 1, and no observation counts as more than c below it;
 * nothing changes where c is infinite.
 *
 * @param median m
 * @param scale c, in the unit of the observations
 */
record LowTail(double median, double scale) {

    /** All observations as they are. */
    static final LowTail NONE = new LowTail(0, Double.POSITIVE_INFINITY);

    private static final double SCALES = 3;

    /** Further below the median observations are read as the same, to a hundredth of c. */
    private static final double DEEPEST = 5;

    /** Of a normal distribution, the standard deviation over the median absolute deviation. */
    private static final double NORMAL = 1.4826;

    /**
     * Of accuracies in percent.
     *
     * @param outputScale the usual spread of accuracies between cells
     */
    static LowTail of(double[] observations, double outputScale) {
        return new LowTail(median(observations), SCALES * outputScale);
    }

    /** Of observations in any unit; where most are equal they stay as they are. */
    static LowTail of(double... observations) {
        double median = median(observations);
        double deviation = median(
                Arrays.stream(observations).map(y -> Math.abs(y - median)).toArray());
        return new LowTail(median, deviation > 0 ? SCALES * NORMAL * deviation : Double.POSITIVE_INFINITY);
    }

    /** y'. */
    double compress(double y) {
        return y >= median || Double.isInfinite(scale) ? y : median + scale * Math.expm1((y - median) / scale);
    }

    /**
     * The observation that is read as y'; of one that no observation is read as, or one more than {@value #DEEPEST} c
     * below the median, that many c below it.
     */
    double expand(double read) {
        if (read >= median || Double.isInfinite(scale)) {
            return read;
        }
        double depth = -Math.log1p(Math.max((read - median) / scale, -1));
        return median - scale * Math.min(depth, DEEPEST);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
