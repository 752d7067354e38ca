package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An architecture to which a place of an ascent led.
 *
 * @param place the position on the path, 0 for where the ascent began
 * @param graph what was decoded there, or the nearest cell's graph
 * @param classification what the graph is
 * @param known whether it was asked for before, mostly because it is in the support set
 * @param expected the posterior mean at the embedding that the encoder gives it, in percent; empty if it is no
 *     architecture or known
 */
public record DecodedCandidate(int place, ArchitectureGraph graph, GraphClassification classification, boolean known, OptionalDouble expected) {

    /** The architecture; empty if the graph is none. */
    public Optional<Architecture> architecture() {
        return architecture(classification);
    }

    /** Whether it can be evaluated and was not yet. */
    public boolean isNew() {
        return expected.isPresent();
    }

    static Optional<Architecture> architecture(GraphClassification classification) {
        if (classification instanceof GraphClassification.KnownCell known) {
            return Optional.of(known.cell());
        }
        return classification instanceof GraphClassification.Novel novel ? Optional.of(novel.graph()) : Optional.empty();
    }
}
