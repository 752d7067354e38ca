package io.github.grabnas.experiment.beyond;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came out on one target.
 *
 * @param target its label
 * @param skeleton around all architectures but the widened cell
 * @param searches with real training
 * @param finalists the best novel graphs, the winner first; none if no search trained one
 * @param comparison of the winner with cells; empty where there is no winner
 */
public record BeyondResult(
        String target,
        Skeleton skeleton,
        List<BeyondSearch> searches,
        List<Finalist> finalists,
        Optional<PairedComparison> comparison) {

    /** Copies the lists. */
    public BeyondResult {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(skeleton, "skeleton");
        Objects.requireNonNull(comparison, "comparison");
        searches = List.copyOf(searches);
        finalists = List.copyOf(finalists);
    }

    /** The novel graph that was chosen by validation. */
    public Optional<ArchitectureGraph> winner() {
        return finalists.stream().findFirst().map(Finalist::graph);
    }

    /** What an architecture costs on this target, without dead ends. */
    NetworkCost cost(ArchitectureGraph graph) {
        return NetworkCost.of(graph.withoutDeadEnds(), skeleton);
    }
}
