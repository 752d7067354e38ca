package io.github.grabnas.benchmark;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.util.Objects;
import java.util.Optional;

/**
 * One observation of meta-training: the accuracy of an architecture on a task.
 *
 * @param task the number of the task
 * @param architecture what was trained: a cell, or another graph
 * @param accuracy in percent
 * @param split for which part of meta-training it is meant
 */
public record MetaTrainingTuple(int task, Architecture architecture, double accuracy, Split split) {

    /** Checks that nothing is missing. */
    public MetaTrainingTuple {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(split, "split");
    }

    /** The architecture if it is a cell. */
    public Optional<Cell> cell() {
        return architecture instanceof Cell cell ? Optional.of(cell) : Optional.empty();
    }

    /** The parts of meta-training. */
    public enum Split {
        /** Training. */
        TRAIN,
        /** Validation: decides when to stop. */
        VALID
    }
}
