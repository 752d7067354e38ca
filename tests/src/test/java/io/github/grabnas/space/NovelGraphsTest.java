package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The family of graphs in which cells are a small part. */
class NovelGraphsTest {

    private static final List<ArchitectureGraph> SOME =
            new NovelGraphs(3).stream().limit(500).toList();

    @Test
    void graphs_are_valid_novel_without_dead_nodes_and_each_function_comes_once() {
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        assertThat(SOME).allSatisfy(graph -> {
            assertThat(classifier.classify(graph)).isInstanceOf(GraphClassification.Novel.class);
            assertThat(graph.nodeCount()).isBetween(3, NovelGraphs.MOST_NODES);
            assertThat(graph.withoutDeadEnds()).isEqualTo(graph);
            assertThat(NovelGraphs.contains(graph)).isTrue();
        });
        assertThat(SOME.stream().map(CanonicalForm::of).distinct()).hasSameSizeAs(SOME);
        assertThat(SOME.stream().map(ArchitectureGraph::nodeCount).distinct()).contains(5, 6, 7, 8, 9, 10);
    }

    @Test
    void none_costs_more_than_the_largest_cell() {
        assertThat(SOME).allSatisfy(graph -> {
            long wide = Collections.frequency(graph.types(), NodeType.NOR_CONV_3X3);
            long narrow = Collections.frequency(graph.types(), NodeType.NOR_CONV_1X1);
            assertThat(9 * wide + narrow).isLessThanOrEqualTo(9 * 6);
        });
        ArchitectureGraph seven = ArchitectureGraph.parse(
                "input" + " nor_conv_3x3".repeat(7) + " output; 0>1 1>2 2>3 3>4 4>5 5>6 6>7 7>8");
        assertThat(NovelGraphs.contains(seven)).isFalse();
    }

    @Test
    void a_seed_gives_the_same_graphs_again_and_another_seed_others() {
        assertThat(new NovelGraphs(3).stream().limit(50)).isEqualTo(SOME.subList(0, 50));
        assertThat(new NovelGraphs(4).stream().limit(50).toList()).isNotEqualTo(SOME.subList(0, 50));
    }

    @Test
    void the_order_of_nodes_does_not_depend_on_how_they_were_numbered() {
        Random random = new Random(0);
        int alike = 0;
        for (ArchitectureGraph graph : SOME) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < graph.nodeCount(); i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            ArchitectureGraph ordered = NovelGraphs.ordered(graph.renumbered(order));
            assertThat(CanonicalForm.of(ordered)).isEqualTo(CanonicalForm.of(graph));
            alike += ordered.equals(NovelGraphs.ordered(graph)) ? 1 : 0;
        }
        // Two nodes that agree in type and predecessors, but not in what follows, keep their order.
        assertThat(alike).isGreaterThan(SOME.size() * 3 / 4);
    }

    @Test
    void the_form_that_a_decoder_can_generate_computes_the_same_and_ends_in_leaves() {
        int some = 0;
        for (ArchitectureGraph graph : SOME) {
            Optional<ArchitectureGraph> decodable = NovelGraphs.decodable(graph);
            if (decodable.isPresent()) {
                ArchitectureGraph same = decodable.get();
                assertThat(CanonicalForm.of(same)).isEqualTo(CanonicalForm.of(graph));
                int output = same.nodeCount() - 1;
                assertThat(same.type(output)).isEqualTo(NodeType.OUTPUT);
                for (int node = 0; node < output; node++) {
                    boolean joined = same.hasEdge(node, output);
                    assertThat(joined).isEqualTo(same.successors(node).stream().allMatch(n -> n == output));
                }
                some++;
            }
        }
        assertThat(some).isBetween(SOME.size() / 4, SOME.size());
    }
}
