package io.github.grabnas.surrogate;

import io.github.grabnas.gp.OutputScalePrior;
import org.apache.commons.math3.stat.StatUtils;

import java.util.List;

/**
 * What is known of the unit of a target's observations before they are made.
 *
 * @param tupleScale the standard deviation of the tuples' targets, in percent
 * @param percent whether observations are accuracies in percent; nothing is known of another unit
 */
record ObservationUnit(double tupleScale, boolean percent) {

    /** Of the logarithm of the output scale: targets' accuracies lie three times as far apart, or a third. */
    private static final double PERCENT_SCALE_DEVIATION = 1;

    /** The same where the spread of the observations is all that is known. */
    private static final double ANY_SCALE_DEVIATION = 1.5;

    /** The output scale's prior: around the tuples' scale in percent, around the observations' spread elsewhere. */
    OutputScalePrior outputScale(List<Double> observations) {
        double spread = Math.sqrt(StatUtils.variance(
                observations.stream().mapToDouble(Double::doubleValue).toArray()));
        return percent || !(spread > 0)
                ? new OutputScalePrior(tupleScale, PERCENT_SCALE_DEVIATION)
                : new OutputScalePrior(spread, ANY_SCALE_DEVIATION);
    }

    /** How observations far below the others are read. */
    LowTail lowTail(double... observations) {
        return percent ? LowTail.of(observations, tupleScale) : LowTail.of(observations);
    }
}
