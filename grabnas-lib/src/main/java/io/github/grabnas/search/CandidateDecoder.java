package io.github.grabnas.search;

import io.github.grabnas.surrogate.ConditionedSurrogate;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.GraphClassification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Turns places of an ascent back into architectures: by the graph decoder (eq. 9), or by the nearest cell. */
final class CandidateDecoder {

    private final DeepKernelSurrogate surrogate;
    private final List<Cell> cells;
    private final GraphClassifier classifier;
    private final boolean typeSequence;
    private final Optional<GraphAutoencoder> decoder;
    private final Optional<NearestCells> nearest;

    /**
     * A reader.
     *
     * @param cells those of the search space
     * @param classifier of decoded graphs
     * @param typeSequence whether graphs are read by their node types alone
     * @param decoder needed by {@link Refinement.By#DECODER}
     * @param nearest among the cells; needed by {@link Refinement.By#NEAREST_NEIGHBOUR}
     */
    CandidateDecoder(DeepKernelSurrogate surrogate, List<Cell> cells, GraphClassifier classifier, boolean typeSequence,
                 Optional<GraphAutoencoder> decoder, Optional<NearestCells> nearest) {
        this.surrogate = surrogate;
        this.cells = cells;
        this.classifier = classifier;
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
    List<DecodedCandidate> read(Refinement.By by, ConditionedSurrogate model, List<LatentGradientAscent.Iterate> path, List<Integer> places,
                        DecodingRule rule, int support, Predicate<Architecture> known) {
        List<DecodedCandidate> proposals = new ArrayList<>();
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

    private DecodedCandidate proposal(ConditionedSurrogate model, int place, ArchitectureGraph graph, Predicate<Architecture> known,
                              Map<Architecture, OptionalDouble> expected) {
        GraphClassification classification = read(graph);
        Optional<Architecture> architecture = DecodedCandidate.architecture(classification);
        if (architecture.isEmpty() || known.test(architecture.get())) {
            return new DecodedCandidate(place, graph, classification, architecture.isPresent(), OptionalDouble.empty());
        }
        return new DecodedCandidate(place, graph, classification, false, expected.computeIfAbsent(architecture.get(),
                a -> OptionalDouble.of(model.mean(surrogate.latents(List.of(a)).row(0)))));
    }

    /** What a graph is. */
    GraphClassification read(ArchitectureGraph graph) {
        return typeSequence ? classifier.classifyTypeSequence(graph) : classifier.classify(graph);
    }
}
