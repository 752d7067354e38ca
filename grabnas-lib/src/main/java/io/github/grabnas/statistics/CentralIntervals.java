package io.github.grabnas.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

import java.util.Arrays;

/**
 * How many errors lie within the central intervals of normal predictions: of calibrated ones 50 % within the 50 %
 * intervals, 95 % within the 95 % intervals.
 */
public final class CentralIntervals {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private CentralIntervals() {}

    /**
     * The share of errors within the central intervals of a level, in percent.
     *
     * @param level of the intervals, in percent, between 0 and 100
     * @param standardised errors, each divided by the standard deviation that was predicted for it; at least one
     * @throws IllegalArgumentException if there are no errors, one is no number, or the level is out of range
     */
    public static double share(double level, double... standardised) {
        if (standardised.length == 0 || !(level > 0 && level < 100)) {
            throw new IllegalArgumentException("the share of " + standardised.length + " errors within intervals of "
                    + level + " %: expected at least one error and a level between 0 and 100");
        }
        if (Arrays.stream(standardised).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("errors " + Arrays.toString(standardised) + ": one is no number");
        }
        double bound = NORMAL.inverseCumulativeProbability(0.5 + level / 200);
        return 100.0
                * Arrays.stream(standardised).filter(z -> Math.abs(z) <= bound).count()
                / standardised.length;
    }
}
