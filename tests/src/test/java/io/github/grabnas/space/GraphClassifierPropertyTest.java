package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassification.Novel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class GraphClassifierPropertyTest {

    private static final GraphClassifier CLASSIFIER = new GraphClassifier(new NasBench201());

    /** Graphs of 2 to 12 nodes: mostly forward edges, sometimes a backward one. */
    @Provide
    Arbitrary<ArchitectureGraph> graphs() {
        return Arbitraries.longs().map(seed -> randomGraph(new Random(seed)));
    }

    private static ArchitectureGraph randomGraph(Random random) {
        int nodes = 2 + random.nextInt(11);
        List<NodeType> types = new ArrayList<>();
        types.add(NodeType.INPUT);
        for (int n = 1; n < nodes - 1; n++) {
            types.add(NodeType.of(Operation.all().get(random.nextInt(5))));
        }
        types.add(NodeType.OUTPUT);
        double density = random.nextDouble();
        List<Edge> edges = new ArrayList<>();
        for (int to = 1; to < nodes; to++) {
            for (int from = 0; from < to; from++) {
                if (random.nextDouble() < density) {
                    edges.add(random.nextInt(200) == 0 ? new Edge(to, from) : new Edge(from, to));
                }
            }
        }
        return ArchitectureGraph.of(types, edges);
    }

    @Property(tries = 500)
    void numbering_the_nodes_anew_changes_neither_reading_nor_form(
            @ForAll("graphs") ArchitectureGraph graph, @ForAll long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, graph.nodeCount()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        ArchitectureGraph renumbered = graph.renumbered(order);
        GraphClassification before = CLASSIFIER.classify(graph);
        GraphClassification after = CLASSIFIER.classify(renumbered);
        assertThat(after).hasSameClassAs(before);
        if (after instanceof Invalid invalid) {
            assertThat(invalid.reason()).isEqualTo(((Invalid) before).reason());
        } else {
            assertThat(form(after)).isEqualTo(form(before));
        }
    }

    @Property(tries = 500)
    void adding_a_dead_end_or_a_none_node_changes_nothing(
            @ForAll("graphs") ArchitectureGraph graph, @ForAll long seed) {
        GraphClassification classification = CLASSIFIER.classify(graph);
        if (classification instanceof Invalid) {
            return;
        }
        Random random = new Random(seed);
        List<NodeType> types = new ArrayList<>(graph.types());
        List<Edge> edges = new ArrayList<>(graph.edges());
        int added = types.size();
        int output = graph.types().indexOf(NodeType.OUTPUT);
        boolean none = random.nextBoolean();
        types.add(none ? NodeType.NONE : NodeType.NOR_CONV_3X3);
        edges.add(new Edge(0, added));
        if (none) {
            edges.add(new Edge(added, output));
        }
        GraphClassification grown = CLASSIFIER.classify(ArchitectureGraph.of(types, edges));
        assertThat(form(grown)).isEqualTo(form(classification));
        assertThat(grown).hasSameClassAs(classification);
    }

    @Property(tries = 500)
    void a_novel_graph_computes_the_same_without_its_dead_ends(@ForAll("graphs") ArchitectureGraph graph) {
        if (CLASSIFIER.classify(graph) instanceof Novel novel) {
            assertThat(CanonicalForm.of(novel.graph())).isEqualTo(novel.form());
            assertThat(novel.graph().types()).doesNotContain(NodeType.NONE);
            assertThat(CLASSIFIER.classify(novel.graph())).isEqualTo(novel);
        }
    }

    private static CanonicalForm form(GraphClassification classification) {
        return classification instanceof KnownCell known ? known.form() : ((Novel) classification).form();
    }
}
