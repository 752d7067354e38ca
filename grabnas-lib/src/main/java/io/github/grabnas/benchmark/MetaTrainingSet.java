package io.github.grabnas.benchmark;

import java.util.List;

/**
 * MetaD2A's meta-training set as published.
 *
 * @param tuples all of them, in the order of the file
 * @param tasks for each task its classes, as labels 1 to 1000 of ImageNet32
 */
public record MetaTrainingSet(List<MetaTrainingTuple> tuples, List<List<Integer>> tasks) {

    /** Makes both immutable. */
    public MetaTrainingSet {
        tuples = List.copyOf(tuples);
        tasks = tasks.stream().map(List::copyOf).toList();
    }
}
