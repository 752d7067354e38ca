package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class DecoderTrainingTest {

    private final GraphEncoder encoder = new GraphEncoder(20, 20, 8, true);
    private final GraphDecoder decoder = new GraphDecoder(20, 20, 8, true);
    private final List<ArchitectureGraph> some = IntStream.range(0, 60).mapToObj(i -> Cell.ofIndex(260 * i).graph()).toList();
    private final DecoderTraining training = new DecoderTraining(250, 20, 1e-2, 0, 5, 0.05);

    @Test
    void a_decoder_learns_to_give_back_what_a_frozen_encoder_embedded_and_the_same_seed_gives_the_same_decoder() {
        Matrix latents = encoder.embed(encoder.initialize(1), GraphBatch.of(some));
        List<Double> losses = new ArrayList<>();
        Parameters trained = training.decoder(decoder, latents, some, 2, p -> losses.add(p.loss()));
        assertThat(losses).hasSize(250);
        assertThat(losses.get(249)).isLessThan(losses.get(0) / 10);
        List<ArchitectureGraph> back = decoder.decode(trained, latents, new DecodingRule.Argmax());
        assertThat(IntStream.range(0, 60).filter(i -> back.get(i).equals(some.get(i))).count()).isGreaterThanOrEqualTo(54);
        DecoderTraining once = new DecoderTraining(1, 20, 1e-2, 0, 5, 0.05);
        assertThat(once.decoder(decoder, latents, some, 2, p -> { })).isEqualTo(once.decoder(decoder, latents, some, 2, p -> { }));
        assertThat(once.decoder(decoder, latents, some, 3, p -> { })).isNotEqualTo(once.decoder(decoder, latents, some, 2, p -> { }));
    }

    @Test
    void encoder_and_decoder_learn_together_from_embeddings_of_unit_size() {
        List<Double> losses = new ArrayList<>();
        Parameters both = new DecoderTraining(60, 20, 5e-3, 0, 5, 0.05).autoencoder(encoder, decoder, some, 1, p -> losses.add(p.loss()));
        assertThat(losses.get(59)).isLessThan(losses.get(0) / 3);
        both.checkedAgainst(encoder.initialize(0).and(decoder.initialize(0)));
    }

    @Test
    void the_autoencoder_that_ships_gives_back_every_cell_and_mostly_valid_graphs_around_them() throws IOException {
        GraphAutoencoder autoencoder = GraphAutoencoder.cells();
        DecodingQuality cells = DecodingQuality.ofCells(autoencoder);
        assertThat(cells.same()).isGreaterThanOrEqualTo(99);
        List<Cell> few = IntStream.range(0, 500).mapToObj(i -> Cell.ofIndex(31 * i)).toList();
        for (double noise : new double[] {0.1, 1, 2}) {
            DecodingQuality around = DecodingQuality.around(autoencoder, few, noise, 1);
            assertThat(around.valid()).as(around.latents()).isGreaterThanOrEqualTo(95);
            assertThat(around.cells() + around.novel() + around.invalid()).isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
        }
        assertThat(DecodingQuality.ofRandom(autoencoder, 500, 1).same()).isNaN();
    }

    /** What the committed report says of all cells moved by half a deviation, measured again on every eleventh of them. */
    @Test
    void the_committed_report_is_what_the_shipped_autoencoder_gives() throws IOException {
        List<Cell> some11th = IntStream.range(0, 1_420).mapToObj(i -> Cell.ofIndex(11 * i)).toList();
        double same = DecodingQuality.around(GraphAutoencoder.cells(), some11th, 0.5, 7).same();
        String line = Files.readAllLines(Path.of("data/autoencoder/decoding.csv")).stream()
                .filter(l -> l.contains("moved by 0.50")).findFirst().orElseThrow();
        double reported = Double.parseDouble(line.substring(line.lastIndexOf('"') + 1).split(",")[2]);
        assertThat(same).isCloseTo(reported, org.assertj.core.data.Offset.offset(5.0));
    }

    @Test
    void an_autoencoder_survives_writing_to_the_last_bit_and_other_files_are_refused(@TempDir Path folder) throws IOException {
        GraphAutoencoder made = new GraphAutoencoder(encoder, decoder, encoder.initialize(1).and(decoder.initialize(2)), Map.of("seed", "1"));
        Path file = folder.resolve("autoencoder.safetensors");
        made.write(file);
        assertThat(GraphAutoencoder.read(file)).isEqualTo(made);
        assertThatThrownBy(() -> GraphAutoencoder.read(Path.of("data/features/embedded.safetensors")))
                .isInstanceOf(DataFormatException.class).hasMessageContaining("it holds no graph autoencoder");
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThatThrownBy(() -> new DecoderTraining(0, 20, 1e-2, 0, 5, 0.05)).hasMessageContaining("epochs 0");
        assertThatThrownBy(() -> new DecoderTraining(1, 20, -1, 0, 5, 0.05)).hasMessageContaining("learning rate -1");
    }
}
