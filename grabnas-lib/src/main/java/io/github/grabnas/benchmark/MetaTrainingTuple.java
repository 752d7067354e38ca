package io.github.grabnas.benchmark;

import io.github.grabnas.space.Cell;

/**
 * One observation of meta-training: the accuracy of a cell on a task.
 *
 * @param task the number of the task
 * @param cell the architecture
 * @param accuracy in percent
 * @param split for which part of meta-training it is meant
 */
public record MetaTrainingTuple(int task, Cell cell, double accuracy, Split split) {

    /** The parts of meta-training. */
    public enum Split {
        /** Training. */
        TRAIN,
        /** Validation: decides when to stop. */
        VALID
    }
}
