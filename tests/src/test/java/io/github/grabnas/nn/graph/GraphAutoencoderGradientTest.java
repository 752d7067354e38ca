package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

/** Gradients of the graph networks against finite differences, on graphs of different sizes. */
class GraphAutoencoderGradientTest {

    /** Two cells, a chain, a graph with a branch, the shortest graph. */
    static final List<ArchitectureGraph> GRAPHS = Stream.of(
                    Cell.ofIndex(9_731),
                    Cell.ofIndex(1),
                    Architecture.parse("input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3 3>4"),
                    Architecture.parse("input nor_conv_3x3 avg_pool_3x3 skip_connect output; 0>1 0>2 1>3 2>3 0>3 3>4"),
                    Architecture.parse("input output; 0>1"))
            .map(Architecture::graph)
            .toList();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_encoders_weights_have_the_gradient_of_finite_differences(boolean vertexIds) {
        GraphEncoder encoder = new GraphEncoder(5, 4, 8, vertexIds);
        GraphBatch batch = GraphBatch.of(GRAPHS);
        FiniteDifferences.check(encoder.initialize(3), Matrix.zeros(0, 1), (tape, none) -> encoder.encode(tape, batch));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_decoders_weights_and_latents_have_the_gradient_of_finite_differences(boolean vertexIds) {
        GraphDecoder decoder = new GraphDecoder(4, 5, 8, vertexIds);
        FiniteDifferences.check(
                decoder.initialize(4),
                FiniteDifferences.random(GRAPHS.size(), 4, 5),
                (tape, latents) -> decoder.logLikelihood(latents, GRAPHS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void so_have_those_of_a_decoder_that_learns_the_edges_to_the_output(boolean numberedStates) {
        GraphDecoder decoder = new GraphDecoder(4, 5, 8, true, numberedStates, true);
        List<ArchitectureGraph> chained =
                GRAPHS.stream().map(ArchitectureGraph::chained).toList();
        FiniteDifferences.check(
                decoder.initialize(4),
                FiniteDifferences.random(chained.size(), 4, 5),
                (tape, latents) -> decoder.logLikelihood(latents, chained));
    }

    @Test
    void a_gated_message_has_the_gradient_of_finite_differences() {
        GatedMessage message = new GatedMessage("message", 4, 3, true);
        ParameterInitializer initializer = new ParameterInitializer(1);
        message.initialize(initializer);
        FiniteDifferences.check(
                initializer.parameters(),
                FiniteDifferences.random(3, 4, 2),
                (tape, states) -> message.apply(states, new int[] {2, 0, 2}));
    }

    @Test
    void a_gated_recurrent_unit_has_the_gradient_of_finite_differences() {
        GatedRecurrentUnit unit = new GatedRecurrentUnit("unit", 3, 4);
        ParameterInitializer initializer = new ParameterInitializer(1);
        unit.initialize(initializer);
        FiniteDifferences.check(
                initializer.parameters(),
                FiniteDifferences.random(5, 4, 2),
                (tape, states) -> unit.apply(unit.table(tape), new int[] {2, 0, 2, 1, 1}, states));
    }
}
