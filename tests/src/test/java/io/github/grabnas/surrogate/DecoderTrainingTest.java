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
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.nn.training.TrainingStates;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;

class DecoderTrainingTest {

    private final GraphEncoder encoder = new GraphEncoder(20, 20, 8, true);
    private final GraphDecoder decoder = new GraphDecoder(20, 20, 8, true);
    private final List<ArchitectureGraph> some =
            IntStream.range(0, 60).mapToObj(i -> Cell.ofIndex(260 * i).graph()).toList();
    private final DecoderTraining training = new DecoderTraining(250, 20, 1e-2, 0, 5, 0.05);

    @Test
    void a_decoder_learns_to_give_back_what_a_frozen_encoder_embedded_and_the_same_seed_gives_the_same_decoder() {
        Matrix latents = encoder.embed(encoder.initialize(1), GraphBatch.of(some));
        List<Double> losses = new ArrayList<>();
        Parameters trained =
                training.decoder(decoder, latents, some, 2, TrainingStates.none(), p -> losses.add(p.loss()));
        assertThat(losses).hasSize(250);
        assertThat(losses.get(249)).isLessThan(losses.get(0) / 10);
        List<ArchitectureGraph> back = decoder.decode(trained, latents, new DecodingRule.Argmax());
        assertThat(IntStream.range(0, 60)
                        .filter(i -> back.get(i).equals(some.get(i)))
                        .count())
                .isGreaterThanOrEqualTo(54);
        Parameters once = decoder(1, latents, 2, TrainingStates.none(), p -> {});
        assertThat(decoder(1, latents, 2, TrainingStates.none(), p -> {})).isEqualTo(once);
        assertThat(decoder(1, latents, 3, TrainingStates.none(), p -> {})).isNotEqualTo(once);
    }

    private Parameters decoder(
            int epochs, Matrix latents, long seed, TrainingStates states, Consumer<TrainingProgress> listener) {
        return training.withEpochs(epochs).decoder(decoder, latents, some, seed, states, listener);
    }

    /** Sixty graphs in batches of 20: three steps an epoch. */
    @Test
    void a_decoder_training_that_is_killed_and_resumed_gives_the_parameters_of_an_uninterrupted_one(
            @TempDir Path folder) throws IOException {
        Matrix latents = encoder.embed(encoder.initialize(1), GraphBatch.of(some));
        Path file = folder.resolve("state");
        assertThatThrownBy(() -> decoder(5, latents, 2, TrainingStateFile.open(file, "settings"), p -> killIn(2, p)))
                .hasMessage("killed");
        TrainingStateFile saved = TrainingStateFile.open(file, "settings");
        assertThat(saved.find(DecoderTraining.FROZEN_ENCODER).orElseThrow().step())
                .isEqualTo(6);
        List<Integer> epochs = new ArrayList<>();
        Parameters resumed = decoder(5, latents, 2, saved, p -> epochs.add(p.round()));
        assertThat(epochs).containsExactly(3, 4, 5);
        assertThat(resumed).isEqualTo(decoder(5, latents, 2, TrainingStates.none(), p -> {}));
    }

    @Test
    void encoder_and_decoder_together_resume_in_the_same_way(@TempDir Path folder) throws IOException {
        DecoderTraining jointly = training.withEpochs(4);
        Path file = folder.resolve("state");
        assertThatThrownBy(() -> jointly.autoencoder(
                        encoder, decoder, some, 1, TrainingStateFile.open(file, "settings"), p -> killIn(1, p)))
                .hasMessage("killed");
        assertThat(jointly.autoencoder(encoder, decoder, some, 1, TrainingStateFile.open(file, "settings"), p -> {}))
                .isEqualTo(jointly.autoencoder(encoder, decoder, some, 1, TrainingStates.none(), p -> {}));
    }

    private static void killIn(int round, TrainingProgress progress) {
        if (progress.round() == round) {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void encoder_and_decoder_learn_together_from_embeddings_of_unit_size() {
        List<Double> losses = new ArrayList<>();
        Parameters both = new DecoderTraining(60, 20, 5e-3, 0, 5, 0.05)
                .autoencoder(encoder, decoder, some, 1, TrainingStates.none(), p -> losses.add(p.loss()));
        assertThat(losses.get(59)).isLessThan(losses.get(0) / 3);
        both.checkedAgainst(encoder.initialize(0).and(decoder.initialize(0)));
    }

    @Test
    void the_autoencoder_that_ships_gives_back_every_cell_and_mostly_valid_graphs_around_them() throws IOException {
        GraphAutoencoder autoencoder = GraphAutoencoder.cells();
        DecodingQuality cells = DecodingQuality.ofCells(autoencoder);
        assertThat(cells.same()).isGreaterThanOrEqualTo(99);
        List<Cell> few =
                IntStream.range(0, 500).mapToObj(i -> Cell.ofIndex(31 * i)).toList();
        for (double noise : new double[] {0.1, 1, 2}) {
            DecodingQuality around = DecodingQuality.around(autoencoder, few, noise, 1);
            assertThat(around.valid()).as(around.latents()).isGreaterThanOrEqualTo(95);
            assertThat(around.cells() + around.novel() + around.invalid())
                    .isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
        }
        assertThat(DecodingQuality.ofRandom(autoencoder, 500, 1).same()).isNaN();
    }

    /**
     * What the committed report says of all cells moved by half a deviation, measured again on every eleventh of them.
     */
    @Test
    void the_committed_report_is_what_the_shipped_autoencoder_gives() throws IOException {
        List<Cell> some11th =
                IntStream.range(0, 1_420).mapToObj(i -> Cell.ofIndex(11 * i)).toList();
        double same = DecodingQuality.around(GraphAutoencoder.cells(), some11th, 0.5, 7)
                .same();
        String line = Files.readAllLines(Path.of("data/autoencoder/decoding.csv")).stream()
                .filter(l -> l.contains("moved by 0.50"))
                .findFirst()
                .orElseThrow();
        double reported =
                Double.parseDouble(line.substring(line.lastIndexOf('"') + 1).split(",")[2]);
        assertThat(same).isCloseTo(reported, org.assertj.core.data.Offset.offset(5.0));
    }

    @Test
    void an_autoencoder_survives_writing_to_the_last_bit_and_other_files_are_refused(@TempDir Path folder)
            throws IOException {
        GraphAutoencoder made = new GraphAutoencoder(
                encoder, decoder, encoder.initialize(1).and(decoder.initialize(2)), Map.of("seed", "1"));
        Path file = folder.resolve("autoencoder.safetensors");
        made.write(file);
        assertThat(GraphAutoencoder.read(file)).isEqualTo(made);
        assertThatThrownBy(() -> GraphAutoencoder.read(Path.of("data/features/proxy.safetensors")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it holds no graph autoencoder");
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThatThrownBy(() -> new DecoderTraining(0, 20, 1e-2, 0, 5, 0.05)).hasMessageContaining("epochs 0");
        assertThatThrownBy(() -> new DecoderTraining(1, 20, -1, 0, 5, 0.05)).hasMessageContaining("learning rate -1");
    }
}
