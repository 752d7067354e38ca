package io.github.grabnas.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.NodeType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class GraphDecoderTest {

    private final GraphDecoder decoder = new GraphDecoder(4, 6, 8, true);
    private final Parameters parameters = decoder.initialize(2);

    @Test
    void whatever_is_decoded_begins_with_the_input_ends_with_the_output_and_has_no_loose_end() {
        Matrix latents = FiniteDifferences.random(300, 4, 1);
        for (DecodingRule rule : List.of(new DecodingRule.Argmax(), new DecodingRule.Sampled(3))) {
            for (ArchitectureGraph graph : decoder.decode(parameters, latents, rule)) {
                int last = graph.nodeCount() - 1;
                assertThat(graph.nodeCount()).isBetween(2, 8);
                assertThat(graph.type(0)).isEqualTo(NodeType.INPUT);
                assertThat(graph.type(last)).isEqualTo(NodeType.OUTPUT);
                for (int node = 0; node < last; node++) {
                    assertThat(graph.successors(node))
                            .as("node %d of %s", node, graph)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_latent_decodes_alike_alone_and_beside_others() {
        Matrix latents = FiniteDifferences.random(20, 4, 1);
        List<ArchitectureGraph> together = decoder.decode(parameters, latents, new DecodingRule.Argmax());
        for (int i = 0; i < latents.rows(); i++) {
            assertThat(decoder.decode(parameters, latents.selectRows(i), new DecodingRule.Argmax()))
                    .containsExactly(together.get(i));
        }
        List<ArchitectureGraph> sampled = decoder.decode(parameters, latents, new DecodingRule.Sampled(9));
        assertThat(decoder.decode(parameters, latents.selectRows(0, 1, 2), new DecodingRule.Sampled(9)))
                .isEqualTo(sampled.subList(0, 3));
        assertThat(decoder.decode(parameters, latents, new DecodingRule.Sampled(10)))
                .isNotEqualTo(sampled);
    }

    @Test
    void graphs_are_sampled_as_often_as_their_likelihood_says() {
        int draws = 20_000;
        Matrix latent = FiniteDifferences.random(1, 4, 1);
        Map<ArchitectureGraph, Integer> seen = new HashMap<>();
        decoder.decode(parameters, latent.selectRows(new int[draws]), new DecodingRule.Sampled(5))
                .forEach(g -> seen.merge(g, 1, Integer::sum));
        List<ArchitectureGraph> frequent = seen.entrySet().stream()
                .filter(e -> e.getValue() > 400)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(frequent).isNotEmpty();
        for (ArchitectureGraph graph : frequent) {
            double p = Math.exp(decoder.logLikelihood(Tape.forward(parameters).constant(latent), List.of(graph))
                    .value()
                    .get(0, 0));
            double error = Math.sqrt(p * (1 - p) / draws);
            assertThat((double) seen.get(graph) / draws).as(graph.text()).isCloseTo(p, within(4 * error));
        }
    }

    @Test
    void a_graph_that_cannot_come_out_is_named() {
        Matrix latent = Matrix.zeros(1, 4);
        for (String text : List.of(
                "input nor_conv_3x3; 0>1",
                "nor_conv_3x3 output; 0>1",
                "input nor_conv_3x3 output; 0>1 0>2 1>2",
                "input nor_conv_3x3 nor_conv_3x3 output; 0>1 0>2 1>3")) {
            assertThatThrownBy(() -> decoder.logLikelihood(
                            Tape.forward(parameters).constant(latent), List.of(ArchitectureGraph.parse(text))))
                    .as(text)
                    .hasMessageContaining("cannot come out of this decoder");
        }
    }

    @Test
    void likelihoods_of_all_choices_of_edges_to_the_output_add_up_to_that_without_these_edges() {
        GraphDecoder learning = new GraphDecoder(4, 6, 8, true, true, true);
        ArchitectureGraph cell = Cell.ofIndex(9_731).graph();
        List<Edge> inner = cell.edges().stream().filter(edge -> edge.to() != 7).toList();
        List<ArchitectureGraph> choices = IntStream.range(0, 1 << 7)
                .mapToObj(mask -> ArchitectureGraph.of(
                        cell.types(),
                        Stream.concat(
                                        inner.stream(),
                                        IntStream.range(0, 7)
                                                .filter(node -> (mask >> node & 1) == 1)
                                                .mapToObj(node -> new Edge(node, 7)))
                                .toList()))
                .toList();
        Matrix latent = FiniteDifferences.random(1, 4, 1);
        double[] likelihoods = learning.logLikelihood(
                        Tape.forward(parameters).constant(latent.selectRows(new int[choices.size()])), choices)
                .value()
                .toArray();
        double without = decoder.logLikelihood(Tape.forward(parameters).constant(latent), List.of(cell))
                .value()
                .get(0, 0);
        assertThat(Math.log(Arrays.stream(likelihoods).map(Math::exp).sum())).isCloseTo(without, within(1e-9));
    }

    @Test
    void every_cell_can_come_out() {
        List<ArchitectureGraph> cells =
                List.of(Cell.ofIndex(0).graph(), Cell.ofIndex(15_624).graph());
        Matrix likelihoods = decoder.logLikelihood(Tape.forward(parameters).constant(Matrix.zeros(2, 4)), cells)
                .value();
        assertThat(likelihoods.isFinite()).isTrue();
        assertThat(likelihoods.get(0, 0)).isNegative();
    }
}
