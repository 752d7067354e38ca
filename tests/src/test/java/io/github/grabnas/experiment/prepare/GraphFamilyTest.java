package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From which graphs an autoencoder learns, and by which it is judged. */
class GraphFamilyTest {

    private static final List<ArchitectureGraph> TRAINING = GraphFamily.WIDER.training();
    private static final List<ArchitectureGraph> HELD_OUT = GraphFamily.WIDER.heldOut();

    @Test
    void held_out_graphs_compute_functions_that_no_training_graph_computes() {
        assertThat(TRAINING).hasSize(3 * Cell.COUNT);
        Set<CanonicalForm> known = TRAINING.stream()
                .skip(Cell.COUNT)
                .map(CanonicalForm::of)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(known).hasSize(2 * Cell.COUNT);
        assertThat(HELD_OUT).hasSize(4_000);
        assertThat(HELD_OUT.stream().map(CanonicalForm::of)).doesNotContainAnyElementsOf(known);
        assertThat(HELD_OUT.stream().map(ArchitectureGraph::nodeCount).distinct())
                .contains(5, 6, 7, 8, 9, 10);
        assertThat(GraphFamily.CELLS.heldOut()).isEmpty();
        assertThat(GraphFamily.CELLS.training()).hasSize(Cell.COUNT);
    }

    @Test
    void a_decoder_can_generate_every_graph_of_its_family() {
        GraphDecoder decoder = new GraphDecoder(4, 4, GraphFamily.WIDER.maxNodes(), true);
        List<ArchitectureGraph> some = TRAINING.subList(Cell.COUNT - 50, Cell.COUNT + 500);
        Matrix likelihoods = decoder.logLikelihood(
                        Tape.forward(decoder.initialize(0)).constant(Matrix.zeros(some.size(), 4)), some)
                .value();
        for (int i = 0; i < some.size(); i++) {
            assertThat(likelihoods.get(i, 0)).isNegative().isFinite();
        }
    }

    @Test
    void what_comes_with_the_checkout_gives_back_cells_and_most_graphs_that_it_never_saw() throws IOException {
        GraphAutoencoder wider = GraphAutoencoder.wider();
        List<Cell> cells =
                IntStream.range(0, 200).mapToObj(i -> Cell.ofIndex(i * 78)).toList();
        assertThat(DecodingQuality.around(wider, cells, 0, 0).same()).isGreaterThanOrEqualTo(99);
        List<ArchitectureGraph> heldOut = HELD_OUT.stream()
                .filter(graph -> graph.nodeCount() <= ArchitectureGraph.CELL_NODES)
                .limit(400)
                .toList();
        // data/README.md: 68 to 80 percent.
        assertThat(DecodingQuality.ofGraphs("held out", wider, heldOut).same()).isBetween(68.0, 85.0);
    }

    @Test
    void a_decoder_of_larger_graphs_than_its_encoder_reads_is_refused() throws IOException {
        MetaCheckpoint cells = MetaCheckpoint.find("embedded", 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoencoderTraining.decoder(
                        cells,
                        GraphFamily.WIDER,
                        true,
                        DecoderTraining.forSearch(),
                        0,
                        TrainingStates.none(),
                        progress -> {}))
                .withMessageContaining("reads graphs of up to 8 nodes; the family 'wider' has some of 10");
    }
}
