package io.github.grabnas.experiment.beyond;

import io.github.grabnas.space.ArchitectureGraph;

import java.util.Objects;

/**
 * A novel graph that was trained again to choose the best.
 *
 * @param graph the graph
 * @param validation the mean validation accuracy of these trainings, in percent
 * @param test their mean test accuracy, in percent, which nothing is chosen by
 */
public record Finalist(ArchitectureGraph graph, double validation, double test) {

    /** Checks that there is a graph. */
    public Finalist {
        Objects.requireNonNull(graph, "graph");
    }
}
