package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.NovelGraphs;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is counted of the graphs that a decoder generates. */
class DecodingQualityTest {

    /** Thirty cells, ten of them again, and graphs of eight to ten nodes that are no cells. */
    private static List<ArchitectureGraph> graphs() {
        List<ArchitectureGraph> graphs = new ArrayList<>();
        IntStream.range(0, 40)
                .forEach(i -> graphs.add(Cell.ofIndex(521 * (i % 30)).graph()));
        new NovelGraphs(0)
                .stream()
                        .map(NovelGraphs::decodable)
                        .flatMap(Optional::stream)
                        .limit(50)
                        .forEach(graphs::add);
        return graphs;
    }

    private static boolean spellsCell(ArchitectureGraph graph) {
        List<NodeType> types = graph.types();
        return types.size() == 8 && types.indexOf(NodeType.OUTPUT) == 7 && types.lastIndexOf(NodeType.INPUT) == 0;
    }

    @Test
    void different_graphs_are_counted_among_the_valid_ones_and_spelt_cells_among_all() throws IOException {
        GraphAutoencoder wider = GraphAutoencoder.wider();
        List<ArchitectureGraph> graphs = graphs();
        DecodingQuality quality = DecodingQuality.ofGraphs("some", wider, graphs);
        List<ArchitectureGraph> decoded = wider.decode(wider.encode(graphs), new DecodingRule.Argmax());
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        List<ArchitectureGraph> valid = decoded.stream()
                .filter(graph -> !(classifier.classify(graph) instanceof Invalid))
                .toList();
        assertThat(quality.unique())
                .isCloseTo(100.0 * new HashSet<>(valid).size() / valid.size(), within(1e-9))
                .isLessThan(100);
        long spelt = decoded.stream().filter(DecodingQualityTest::spellsCell).count();
        assertThat(quality.typeSequence())
                .isCloseTo(100.0 * spelt / decoded.size(), within(1e-9))
                .as("graphs of a cell's nodes with other edges are among them")
                .isGreaterThan(quality.cells())
                .isLessThan(100);
        assertThat(quality.count()).isEqualTo(90);
    }
}
