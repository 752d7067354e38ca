package io.github.grabnas.experiment.beyond;

import java.util.List;

/**
 * What the trainings of one architecture came to, one for each drawing of training images.
 *
 * @param test accuracies in percent, in the order of the drawings
 * @param diverged how many trainings diverged; these have the accuracy of guessing
 */
public record PairedAccuracies(List<Double> test, int diverged) {

    /** Copies the list. */
    public PairedAccuracies {
        test = List.copyOf(test);
    }

    double[] array() {
        return test.stream().mapToDouble(a -> a).toArray();
    }
}
