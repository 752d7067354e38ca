package io.github.grabnas.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class GraphEncoderTest {

    private final GraphEncoder encoder = new GraphEncoder(16, 12, 8, true);
    private final GraphEncoder withoutIds = new GraphEncoder(16, 12, 8, false);
    private final Parameters parameters = encoder.initialize(1);

    /** Two parallel branches and their mirror image. */
    private final ArchitectureGraph branches =
            ArchitectureGraph.parse("input nor_conv_3x3 avg_pool_3x3 skip_connect output; 0>1 0>2 1>3 2>3 3>4");

    private final ArchitectureGraph mirrored = branches.renumbered(List.of(0, 2, 1, 3, 4));

    @Test
    void a_graph_in_a_batch_with_others_has_the_embedding_it_has_alone() {
        Matrix together = encoder.embed(parameters, GraphBatch.of(GraphAutoencoderGradientTest.GRAPHS));
        for (int g = 0; g < GraphAutoencoderGradientTest.GRAPHS.size(); g++) {
            Matrix alone =
                    encoder.embed(parameters, GraphBatch.of(List.of(GraphAutoencoderGradientTest.GRAPHS.get(g))));
            assertThat(together.row(g)).containsExactly(alone.row(0), within(1e-14));
        }
    }

    @Test
    void a_dead_end_behind_the_output_does_not_hide_what_leads_to_the_output() {
        ArchitectureGraph convolution = ArchitectureGraph.parse("input nor_conv_3x3 output nor_conv_1x1; 0>1 1>2 0>3");
        ArchitectureGraph pooling = ArchitectureGraph.parse("input avg_pool_3x3 output nor_conv_1x1; 0>1 1>2 0>3");
        List<ArchitectureGraph> deadEndsBefore = Stream.of(convolution, pooling)
                .map(g -> g.renumbered(List.of(0, 3, 1, 2)))
                .toList();
        Matrix embedded = withoutIds.embed(
                parameters,
                GraphBatch.of(Stream.concat(Stream.of(convolution, pooling), deadEndsBefore.stream())
                        .toList()));
        assertThat(embedded.row(0)).containsExactly(embedded.row(2), within(1e-14));
        assertThat(embedded.row(1)).containsExactly(embedded.row(3), within(1e-14));
        Matrix forward = withoutIds.states(parameters, convolution, false);
        assertThat(forward.row(2)).isNotEqualTo(forward.row(3));
    }

    @Test
    void states_computed_node_by_node_lead_to_the_same_embedding() {
        for (ArchitectureGraph graph : GraphAutoencoderGradientTest.GRAPHS) {
            Matrix forward = encoder.states(parameters, graph, false);
            Matrix backward = encoder.states(parameters, graph, true);
            double[] embedding = parameters.get("graph.latent.bias").row(0);
            double[] ends = new double[32];
            System.arraycopy(forward.row(graph.nodeCount() - 1), 0, ends, 0, 16);
            System.arraycopy(backward.row(0), 0, ends, 16, 16);
            for (int h = 0; h < 16; h++) {
                double sum = parameters.get("graph.unify.bias").get(0, h);
                for (int i = 0; i < 32; i++) {
                    sum += ends[i] * parameters.get("graph.unify.weight").get(i, h);
                }
                for (int o = 0; o < 12; o++) {
                    embedding[o] += sum * parameters.get("graph.latent.weight").get(h, o);
                }
            }
            assertThat(encoder.embed(parameters, GraphBatch.of(List.of(graph))).row(0))
                    .containsExactly(embedding, within(1e-13));
        }
    }

    @Test
    void without_vertex_ids_the_numbering_of_parallel_nodes_plays_no_part() {
        Parameters p = withoutIds.initialize(1);
        Matrix both = withoutIds.embed(p, GraphBatch.of(List.of(branches, mirrored)));
        assertThat(both.row(0)).containsExactly(both.row(1), within(1e-14));
        Matrix alone = withoutIds.embed(p, GraphBatch.of(List.of(mirrored)));
        assertThat(alone.row(0)).containsExactly(both.row(0), within(1e-14));
    }

    @Test
    void with_vertex_ids_the_numbering_of_parallel_nodes_does_play_a_part() {
        Matrix both = encoder.embed(parameters, GraphBatch.of(List.of(branches, mirrored)));
        double moved = IntStream.range(0, 12)
                .mapToDouble(i -> Math.abs(both.get(0, i) - both.get(1, i)))
                .max()
                .orElseThrow();
        assertThat(moved).isGreaterThan(1e-4);
    }

    @Test
    void numbers_that_are_no_topological_order_are_put_in_one() {
        ArchitectureGraph shuffled = branches.renumbered(List.of(4, 3, 0, 1, 2));
        Parameters p = withoutIds.initialize(1);
        assertThat(withoutIds.embed(p, GraphBatch.of(List.of(shuffled))).row(0))
                .containsExactly(
                        withoutIds.embed(p, GraphBatch.of(List.of(branches))).row(0), within(1e-14));
    }

    @Test
    void all_cells_have_different_embeddings_with_vertex_ids() {
        Matrix latents = encoder.embed(parameters, GraphBatch.of(Cell.all()));
        Set<List<Double>> different = new HashSet<>();
        for (int i = 0; i < latents.rows(); i++) {
            different.add(java.util.Arrays.stream(latents.row(i)).boxed().toList());
        }
        assertThat(different).hasSize(Cell.COUNT);
    }

    @Test
    void distinct_states_are_computed_once() {
        GraphBatch all = GraphBatch.of(Cell.all());
        assertThat(all.states(false, true).count()).isEqualTo(16_281);
        assertThat(all.states(true, true).count()).isEqualTo(16_281);
    }

    @Test
    void cycles_and_too_many_nodes_are_named() {
        Architecture cycle = Architecture.parse("input nor_conv_1x1 nor_conv_1x1 output; 0>1 1>2 2>1 2>3");
        assertThatThrownBy(() -> GraphBatch.of(List.of(cycle))).hasMessageContaining("has a cycle");
        Architecture long9 = Architecture.parse(
                "input none none none none none none none output; " + "0>1 1>2 2>3 3>4 4>5 5>6 6>7 7>8");
        assertThatThrownBy(() -> encoder.embed(parameters, GraphBatch.of(List.of(long9))))
                .hasMessageContaining("9 nodes");
        assertThat(withoutIds
                        .embed(withoutIds.initialize(1), GraphBatch.of(List.of(long9)))
                        .isFinite())
                .isTrue();
    }
}
