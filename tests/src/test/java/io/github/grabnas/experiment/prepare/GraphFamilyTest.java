package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** From which graphs an autoencoder learns, and by which it is judged. */
class GraphFamilyTest {

    /**
     * The functions of drawn graphs are distinct ({@code NovelGraphsTest}), so that those of held-out graphs are new.
     */
    @Test
    void held_out_graphs_follow_the_training_graphs_in_the_same_draw() {
        assertThat(GraphFamily.CELLS.heldOut()).isEmpty();
        assertThat(GraphFamily.CELLS.training()).hasSize(Cell.COUNT);
        assertThat(novel(50).stream().map(ArchitectureGraph::nodeCount).distinct())
                .contains(8, 9, 10);
    }

    private static List<ArchitectureGraph> novel(int count) {
        return new NovelGraphs(0)
                .stream()
                        .map(NovelGraphs::decodable)
                        .flatMap(Optional::stream)
                        .limit(count)
                        .toList();
    }

    @Test
    void a_decoder_can_generate_every_graph_of_its_family() {
        GraphDecoder decoder = new GraphDecoder(4, 4, GraphFamily.WIDER.maxNodes(), true);
        List<ArchitectureGraph> some = novel(500);
        Matrix likelihoods = decoder.logLikelihood(
                        Tape.forward(decoder.initialize(0)).constant(Matrix.zeros(some.size(), 4)), some)
                .value();
        for (int i = 0; i < some.size(); i++) {
            assertThat(likelihoods.get(i, 0)).isNegative().isFinite();
        }
    }

    @Tag("long")
    @Test
    void what_comes_with_the_checkout_gives_back_cells_and_most_graphs_that_it_never_saw() throws IOException {
        GraphAutoencoder wider = GraphAutoencoder.wider();
        List<Cell> cells =
                IntStream.range(0, 200).mapToObj(i -> Cell.ofIndex(i * 78)).toList();
        assertThat(DecodingQuality.around(wider, cells, 0, 0).same()).isGreaterThanOrEqualTo(99);
        List<ArchitectureGraph> heldOut = GraphFamily.WIDER.heldOut().stream()
                .filter(graph -> graph.nodeCount() <= ArchitectureGraph.CELL_NODES)
                .limit(400)
                .toList();
        // data/README.md: 98 to 100 percent.
        assertThat(DecodingQuality.ofGraphs("held out", wider, heldOut).same()).isGreaterThanOrEqualTo(95);
    }

    @Test
    void a_decoder_of_larger_graphs_than_its_encoder_reads_is_refused() throws IOException {
        MetaCheckpoint cells = MetaCheckpoint.find("paper", 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoencoderTraining.decoder(
                        cells,
                        TrainingGraphs.all(GraphFamily.WIDER),
                        true,
                        DecoderTraining.forSearch(),
                        0,
                        TrainingStates.none(),
                        progress -> {}))
                .withMessageContaining("reads graphs of up to 8 nodes; the family 'wider' has some of 10");
    }
}
