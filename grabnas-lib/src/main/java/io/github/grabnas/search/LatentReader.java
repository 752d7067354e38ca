package io.github.grabnas.search;

import io.github.grabnas.meta.ConditionedSurrogate;
import io.github.grabnas.meta.DeepKernelSurrogate;
import io.github.grabnas.meta.GraphAutoencoder;
import io.github.grabnas.nn.autodiff.Matrix;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphReader;
import io.github.grabnas.space.GraphReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Turns places of an ascent back into architectures: by the graph decoder (eq. 9), or by the nearest cell. */
final class LatentReader {

    private final DeepKernelSurrogate surrogate;
    private final List<Cell> cells;
    private final GraphReader reader;
    private final boolean typeSequence;
    private final Optional<GraphAutoencoder> decoder;
    private final Optional<NearestCells> nearest;

    /**
     * A reader.
     *
     * @param cells those of the search space
     * @param reader of decoded graphs
     * @param typeSequence whether graphs are read by their node types alone
     * @param decoder needed by {@link Refinement.By#DECODER}
     * @param nearest among the cells; needed by {@link Refinement.By#NEAREST_NEIGHBOUR}
     */
    LatentReader(DeepKernelSurrogate surrogate, List<Cell> cells, GraphReader reader, boolean typeSequence,
                 Optional<GraphAutoencoder> decoder, Optional<NearestCells> nearest) {
        this.surrogate = surrogate;
        this.cells = cells;
        this.reader = reader;
        this.typeSequence = typeSequence;
        this.decoder = decoder;
        this.nearest = nearest;
    }

    /**
     * What some places lead to, one proposal a place; none where no cell is left that is not known.
     *
     * @param model what is expected of new architectures comes from it
     * @param path of the ascent
     * @param places positions on it
     * @param known which architectures need not be evaluated again, at most {@code support} cells of the space among them
     */
    List<Proposal> read(Refinement.By by, ConditionedSurrogate model, List<LatentAscent.Place> path, List<Integer> places,
                        DecodingRule rule, int support, Predicate<Architecture> known) {
        List<Proposal> proposals = new ArrayList<>();
        Map<Architecture, OptionalDouble> expected = new HashMap<>();
        if (by == Refinement.By.DECODER) {
            Matrix latents = Matrix.ofRows(places.stream().map(p -> path.get(p).latent().row(0)).toArray(double[][]::new));
            List<ArchitectureGraph> graphs = decoder.orElseThrow().decode(latents, rule);
            for (int i = 0; i < places.size(); i++) {
                proposals.add(proposal(model, places.get(i), graphs.get(i), known, expected));
            }
        } else {
            for (int place : places) {
                nearest.orElseThrow().first(path.get(place).latent(), support + 1, c -> !known.test(cells.get(c)))
                        .ifPresent(c -> proposals.add(proposal(model, place, cells.get(c).graph(), known, expected)));
            }
        }
        return proposals;
    }

    private Proposal proposal(ConditionedSurrogate model, int place, ArchitectureGraph graph, Predicate<Architecture> known,
                              Map<Architecture, OptionalDouble> expected) {
        GraphReading reading = read(graph);
        Optional<Architecture> architecture = Proposal.architecture(reading);
        if (architecture.isEmpty() || known.test(architecture.get())) {
            return new Proposal(place, graph, reading, architecture.isPresent(), OptionalDouble.empty());
        }
        return new Proposal(place, graph, reading, false, expected.computeIfAbsent(architecture.get(),
                a -> OptionalDouble.of(model.mean(surrogate.latents(List.of(a)).row(0)))));
    }

    /** What a graph is. */
    GraphReading read(ArchitectureGraph graph) {
        return typeSequence ? reader.readTypeSequence(graph) : reader.read(graph);
    }
}
