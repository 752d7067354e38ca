package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The graph to which an iterate of an ascent was decoded.
 *
 * @param iterate its position on the trajectory, 0 for where the ascent began
 * @param graph what was decoded
 * @param classification what the graph is
 * @param known whether it is in the support set, or was evaluated without an answer
 * @param expected the posterior mean at the embedding that the encoder gives it; empty if it is invalid or known
 */
public record DecodedCandidate(
        int iterate,
        ArchitectureGraph graph,
        GraphClassification classification,
        boolean known,
        OptionalDouble expected) {

    /** Checks that nothing is missing. */
    public DecodedCandidate {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(expected, "expected");
    }

    /** The architecture; empty if the graph is invalid. */
    public Optional<Architecture> architecture() {
        return classification.architecture();
    }

    /** Whether it can be evaluated and was not yet. */
    public boolean isNew() {
        return expected.isPresent();
    }
}
