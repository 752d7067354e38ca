package io.github.grabnas.meta;

import io.github.grabnas.data.MetaTrainingTuple;

import java.util.List;

/**
 * Mean and standard deviation of accuracies.
 *
 * @param mean in percent
 * @param deviation in points of accuracy
 */
public record AccuracyScale(double mean, double deviation) {

    /** Those of some tuples; accuracies that are all equal count as of deviation 1. */
    static AccuracyScale of(List<MetaTrainingTuple> tuples) {
        double mean = tuples.stream().mapToDouble(MetaTrainingTuple::accuracy).average().orElseThrow();
        double variance = tuples.stream().mapToDouble(t -> (t.accuracy() - mean) * (t.accuracy() - mean)).average().orElseThrow();
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
