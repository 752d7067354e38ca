package io.github.grabnas.meta;

import java.util.Arrays;

/**
 * Mean and standard deviation of accuracies.
 *
 * @param mean in percent
 * @param deviation in points of accuracy
 */
public record AccuracyScale(double mean, double deviation) {

    /** Those of some accuracies; if they are all equal, the deviation counts as 1. */
    static AccuracyScale of(double[] accuracies) {
        double mean = Arrays.stream(accuracies).average().orElseThrow();
        double variance = Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).average().orElseThrow();
        return new AccuracyScale(mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    /** An accuracy in percent, in standard deviations from the mean. */
    public double standardised(double accuracy) {
        return (accuracy - mean) / deviation;
    }

    /** The accuracy, in percent, that lies so many standard deviations from the mean. */
    public double accuracy(double standardised) {
        return mean + deviation * standardised;
    }
}
