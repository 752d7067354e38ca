package io.github.grabnas.benchmark;

import io.github.grabnas.space.Cell;

/**
 * One lesson of meta-training: on this task this cell reached this accuracy.
 *
 * @param task the number of the task
 * @param cell the architecture
 * @param accuracy in percent
 * @param split for which part of meta-training it is meant
 */
public record MetaTrainingTuple(int task, Cell cell, double accuracy, Split split) {

    /** The parts of meta-training. */
    public enum Split {
        /** To learn from. */
        TRAIN,
        /** To decide when to stop. */
        VALID
    }
}
