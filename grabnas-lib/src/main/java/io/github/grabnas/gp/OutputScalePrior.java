package io.github.grabnas.gp;

/**
 * What is known of an output scale before anything was observed: its logarithm is normal.
 *
 * @param median the scale that is exceeded with probability 1/2, in the targets' unit
 * @param logStandardDeviation of the natural logarithm; 1 says that a factor of e up or down is usual
 */
public record OutputScalePrior(double median, double logStandardDeviation) {

    /** Checks that both are positive. */
    public OutputScalePrior {
        if (!(median > 0) || Double.isInfinite(median) || !(logStandardDeviation > 0)) {
            throw new IllegalArgumentException("output scale with median " + median + ", standard deviation "
                    + logStandardDeviation + " of its logarithm: expected positive numbers");
        }
    }

    /** The logarithm of the density of a scale's logarithm, without the constant. */
    double logDensity(double logScale) {
        double standardised = (logScale - Math.log(median)) / logStandardDeviation;
        return -standardised * standardised / 2;
    }
}
