package io.github.grabnas.evaluate.training;

import java.util.List;

/** What came of training a candidate. */
public sealed interface TrainingOutcome {

    /** The accuracy on the test images, in percent; chance (100 / classes) where training failed. */
    double accuracy();

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
     * @param epochs one report each
     */
    record Trained(double accuracy, List<Epoch> epochs) implements TrainingOutcome {

        /** Copies the list. */
        public Trained {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * The loss became infinite or no number: the candidate counts with the accuracy of guessing.
     *
     * @param accuracy 100 / classes
     * @param epochs those completed before
     * @param step the step whose loss was not finite, from 1
     */
    record Diverged(double accuracy, List<Epoch> epochs, long step) implements TrainingOutcome {

        /** Copies the list. */
        public Diverged {
            epochs = List.copyOf(epochs);
        }
    }
}
