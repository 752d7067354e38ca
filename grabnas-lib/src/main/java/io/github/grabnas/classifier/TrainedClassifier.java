package io.github.grabnas.classifier;

import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of training a classifier.
 *
 * @param classifier the network
 * @param testAccuracy on the test images, in percent
 * @param validationAccuracy on the validation images, in percent; empty where the task has none
 * @param epochs one report each
 * @param seconds that it took, the measurement of the accuracies included
 */
public record TrainedClassifier(
        ImageClassifier classifier,
        double testAccuracy,
        OptionalDouble validationAccuracy,
        List<Epoch> epochs,
        double seconds) {

    /** Copies the list. */
    public TrainedClassifier {
        epochs = List.copyOf(epochs);
    }
}
