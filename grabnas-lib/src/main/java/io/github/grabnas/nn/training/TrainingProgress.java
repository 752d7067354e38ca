package io.github.grabnas.nn.training;

import java.util.Objects;

/**
 * How far a training is.
 *
 * @param stage the name of the training, where several follow each other
 * @param round completed, from 1
 * @param rounds how many there are at most
 * @param step done
 * @param steps how many there are at most
 * @param loss mean of the steps' losses over the round
 * @param validationLoss the loss on held-out data; NaN where there is none
 * @param improved whether it is the lowest so far
 * @param seconds since this process began to train
 * @param secondsLeft until all steps are done, at the pace so far
 */
public record TrainingProgress(
        String stage,
        int round,
        int rounds,
        long step,
        long steps,
        double loss,
        double validationLoss,
        boolean improved,
        double seconds,
        double secondsLeft) {

    /** Checks that nothing is missing. */
    public TrainingProgress {
        Objects.requireNonNull(stage, "stage");
    }
}
