package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** A training that ended between two epochs goes on from there to the network of one that was never interrupted. */
class ResumedTrainingTest {

    private static final Cell CELL =
            Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");
    private static final int EPOCHS = 4;

    @TempDir
    private Path folder;

    private record Network(TrainingOutcome outcome, NetworkWeights weights) {}

    private static CandidateTrainer trainer(EngineChoice engine, int epochs) {
        return new CandidateTrainer(TinyTask.task(), 2, 1, new TrainingRecipe(epochs, 16, 0.1, 0.9, 5e-4, 1, true), 1)
                .on(engine.engine());
    }

    private static Network train(CandidateTrainer trainer, CandidateStates states, Consumer<Epoch> listener) {
        List<NetworkWeights> kept = new ArrayList<>();
        TrainingOutcome outcome =
                trainer.train(CELL, 3, false, states, listener, network -> kept.add(NetworkWeights.of(network)));
        return new Network(outcome, kept.get(0));
    }

    @Test
    void the_size_of_the_images_is_part_of_what_decides_a_network() {
        ClassifierTraining training = new ClassifierTraining(ClassifierSettings.standard(16));
        LabelledImages images = TinyTask.task().training();
        int size = images.width();
        String described = training.described(CELL, images, "abc");
        assertThat(described).contains(CELL.text(), "images abc", size + "x" + size + " pixels", "seed 0");
        assertThat(training.described(CELL, images.resized(2 * size, 2 * size), "abc"))
                .isNotEqualTo(described);
    }

    private Network inParts(EngineChoice engine, int until) throws IOException {
        Path file = folder.resolve(engine.label() + "-" + until);
        CandidateStates first = CandidateStateFile.open(file, "tiny");
        assertThatThrownBy(() -> train(trainer(engine, EPOCHS), first, epoch -> {
                    if (epoch.number() == until) {
                        throw new CancellationException("interrupted");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        List<Integer> heard = new ArrayList<>();
        CandidateStateFile second = CandidateStateFile.open(file, "tiny");
        Network network = train(trainer(engine, EPOCHS), second, epoch -> heard.add(epoch.number()));
        assertThat(heard).hasSize(EPOCHS - until).doesNotContain(until);
        second.delete();
        assertThat(file).doesNotExist();
        return network;
    }

    private static List<List<Double>> curve(Network network) {
        return network.outcome().epochs().stream()
                .map(e -> List.of(e.loss(), e.trainingAccuracy(), e.testAccuracy()))
                .toList();
    }

    @Test
    void with_the_vector_engine_it_is_the_same_to_the_last_bit_whichever_epoch_was_the_last() throws IOException {
        Network whole = train(trainer(EngineChoice.VECTOR, EPOCHS), CandidateStates.none(), epoch -> {});
        for (int until = 1; until <= EPOCHS; until++) {
            Network parts = inParts(EngineChoice.VECTOR, until);
            assertThat(parts.outcome().accuracy()).isEqualTo(whole.outcome().accuracy());
            assertThat(curve(parts)).isEqualTo(curve(whole));
            assertThat(parts.outcome().epochs())
                    .extracting(Epoch::seconds)
                    .as("time goes on where it ended")
                    .isSorted();
            for (String name : whole.weights().names()) {
                assertThat(parts.weights().get(name))
                        .as(name)
                        .containsExactly(whole.weights().get(name));
            }
        }
    }

    @Test
    void with_nd4j_it_is_the_same_up_to_rounding() throws IOException {
        Network whole = train(trainer(EngineChoice.ND4J, EPOCHS), CandidateStates.none(), epoch -> {});
        Network parts = inParts(EngineChoice.ND4J, 2);
        for (String name : whole.weights().names()) {
            assertThat(parts.weights().get(name))
                    .as("%s; without the momentum it differs by more", name)
                    .containsExactly(whole.weights().get(name), within(1e-4f));
        }
    }

    @Test
    void a_state_of_another_training_is_refused() throws IOException {
        Path file = folder.resolve("state");
        train(trainer(EngineChoice.VECTOR, EPOCHS), CandidateStateFile.open(file, "seed 3"), epoch -> {});
        assertThatThrownBy(() -> CandidateStateFile.open(file, "seed 4"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("of a training with other settings (seed 3)");
        CandidateStates states = CandidateStateFile.open(file, "seed 3");
        assertThatThrownBy(() -> train(trainer(EngineChoice.VECTOR, EPOCHS + 1), states, epoch -> {}))
                .hasMessageContaining("of a training of 4 epochs, and this is one of 5");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        assertThatThrownBy(() -> CandidateStateFile.open(file, "seed 3")).isInstanceOf(DataFormatException.class);
    }
}
