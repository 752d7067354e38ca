package io.github.grabnas.evaluate.training;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What came of training a candidate. */
public sealed interface TrainingOutcome {

    /** The accuracy on the test images, in percent; chance (100 / classes) where training failed. */
    double accuracy();

    /**
     * The accuracy on the validation images, in percent; chance where training failed; empty where the task has no
     * validation images.
     */
    OptionalDouble validationAccuracy();

    /** What was reported epoch by epoch. */
    List<Epoch> epochs();

    /**
     * One pass over the training images.
     *
     * @param number from 1
     * @param loss mean cross-entropy of the training batches
     * @param trainingAccuracy of the training batches as they were trained on, in percent
     * @param testAccuracy in percent; NaN where it was not measured
     * @param seconds since training began
     */
    record Epoch(int number, double loss, double trainingAccuracy, double testAccuracy, double seconds) {}

    /**
     * Training went to its end.
     *
     * @param accuracy on the test images, in percent
     * @param validationAccuracy on the validation images, in percent
     * @param epochs one report each
     */
    record Trained(double accuracy, OptionalDouble validationAccuracy, List<Epoch> epochs) implements TrainingOutcome {

        /** Copies the list. */
        public Trained {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * The loss became infinite or no number: the candidate counts with the accuracy of guessing.
     *
     * @param accuracy 100 / classes
     * @param validationAccuracy the same, where the task has validation images
     * @param epochs those completed before
     * @param step the step whose loss was not finite, from 1
     */
    record Diverged(double accuracy, OptionalDouble validationAccuracy, List<Epoch> epochs, long step)
            implements TrainingOutcome {

        /** Copies the list. */
        public Diverged {
            Objects.requireNonNull(validationAccuracy, "validationAccuracy");
            epochs = List.copyOf(epochs);
        }
    }
}
