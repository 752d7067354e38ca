package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.convolution.ConvolutionalFeatures;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands that made what lies under data/features and data/autoencoder. */
class TrainingCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CommandRun.status(out, err, arguments);
    }

    @Test
    void train_features_makes_weights_as_good_as_the_committed_ones_again() throws IOException {
        PublicData.file("images/tiny-imagenet200.zip");
        Path file = folder.resolve("features.safetensors");
        assertThat(run("train-features", "proxy", "--out", file.toString()))
                .as(err.toString())
                .isZero();
        Map<String, String> again =
                new HashMap<>(ConvolutionalFeatures.read(file).notes());
        Map<String, String> committed =
                new HashMap<>(ConvolutionalFeatures.proxy().notes());
        // Trained before the trainer's sums were last put into another order: within the noise of training.
        assertThat(percent(again.remove("accuracy"))).isCloseTo(percent(committed.remove("accuracy")), within(4.0));
        // And when crops were padded with the mean of the images.
        committed.computeIfPresent("training", (name, text) -> text + ", black padding");
        assertThat(again).isEqualTo(committed);
        assertThat(err.toString()).contains("epoch 30 of 30");
    }

    private static double percent(String accuracy) {
        return Double.parseDouble(accuracy.substring(0, accuracy.indexOf(' ')));
    }

    @Tag("long")
    @Test
    void train_autoencoder_killed_between_its_stages_writes_report_and_the_weights_of_a_training_that_was_not()
            throws IOException {
        Path file = folder.resolve("cells.safetensors");
        Path report = folder.resolve("decoding.csv");
        List<String> command = new ArrayList<>(List.of(LargeCommand.TRAIN_AUTOENCODER.split(" ")));
        command.addAll(List.of("--report", report.toString(), "--out", file.toString()));
        CommandRun.killedAt("encoder and decoder, epoch 1 of 1", command.toArray(String[]::new));
        assertThat(file).doesNotExist();
        assertThat(Path.of(file + ".state")).exists();
        assertThat(run(command.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(err.toString())
                .doesNotContain("encoder and decoder, epoch")
                .contains("decoder, encoder frozen, epoch 1 of 1");
        assertThat(Path.of(file + ".state")).doesNotExist();
        assertThat(GraphAutoencoder.read(file).notes())
                .containsKeys("seed", "encoder and decoder", "decoder, encoder frozen");
        assertThat(Files.readAllLines(report)).hasSize(9).first().asString().startsWith("latents,count,same");
        assertThat(Files.readAllLines(report)).element(1).asString().startsWith("embeddings of cells,40,");
        LargeCommand whole = LargeCommand.of(LargeCommand.TRAIN_AUTOENCODER);
        assertThat(whole.output()).contains("encoder and decoder, epoch 1 of 1");
        assertThat(file).hasSameBinaryContentAs(whole.file());
    }

    @Tag("long")
    @Test
    void train_decoder_killed_after_an_epoch_goes_on_from_there_and_ends_with_the_same_weights() throws IOException {
        Path checkpoint = DataFolder.embedded("meta/proxy-0.safetensors");
        Path whole = folder.resolve("whole.safetensors");
        Path resumed = folder.resolve("resumed.safetensors");
        assertThat(run(decoder(checkpoint, 2, whole))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("embeddings of cells");
        CommandRun.killedAt("epoch 1 of 2", decoder(checkpoint, 2, resumed));
        assertThat(run(decoder(checkpoint, 3, resumed))).isEqualTo(1);
        assertThat(err.toString()).contains("resumed.safetensors.state").contains("other settings");
        err.getBuffer().setLength(0);
        assertThat(run(decoder(checkpoint, 2, resumed))).as(err.toString()).isZero();
        assertThat(err.toString()).contains("epoch 2 of 2").doesNotContain("epoch 1 of 2");
        assertThat(resumed).hasSameBinaryContentAs(whole);

        GraphAutoencoder read = GraphAutoencoder.read(whole);
        MetaCheckpoint surrogate = MetaCheckpoint.read(checkpoint);
        assertThat(read.encoder())
                .as("the encoder is that of the checkpoint")
                .isEqualTo(surrogate.model().graphs());
        assertThat(read.encode(List.of(Cell.ofIndex(77))))
                .isEqualTo(surrogate
                        .model()
                        .graphs()
                        .embed(surrogate.parameters(), GraphBatch.of(List.of(Cell.ofIndex(77)))));
        assertThat(read.encoder().vertexIds()).isTrue();
        assertThat(read.decoder().vertexIds()).isFalse();
    }

    @Test
    void a_decoder_of_a_subset_says_of_how_many_graphs_and_more_than_there_are_are_refused() throws IOException {
        String checkpoint = DataFolder.embedded("meta/proxy-0.safetensors").toString();
        String file = folder.resolve("subset.safetensors").toString();
        List<String> command =
                List.of("train-decoder", checkpoint, "--epochs", "1", "--report-cells", "20", "--out", file);
        assertThat(run(with(command, "--subset", "130"))).as(err.toString()).isZero();
        assertThat(GraphAutoencoder.read(Path.of(file)).notes()).containsEntry("subset", "130");
        assertThat(run(with(command, "--subset", "15626"))).isEqualTo(2);
        assertThat(err.toString()).contains("--subset: a subset of 15626 graphs; expected at most 15625");
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] decoder(Path checkpoint, int epochs, Path file) {
        return new String[] {
            "train-decoder",
            checkpoint.toString(),
            "--without-vertex-ids",
            "--epochs",
            Integer.toString(epochs),
            "--report-cells",
            "40",
            "--out",
            file.toString()
        };
    }

    @Test
    void meta_train_writes_a_checkpoint_and_leaves_no_state_behind() throws IOException {
        Path file = folder.resolve("meta.safetensors");
        assertThat(run(
                        "meta-train",
                        "proxy",
                        "--steps",
                        "2",
                        "--without-dataset",
                        "--kernel",
                        "rbf",
                        "--seed",
                        "3",
                        "--out",
                        file.toString()))
                .as(err.toString())
                .isZero();
        MetaCheckpoint checkpoint = MetaCheckpoint.read(file);
        assertThat(checkpoint.model().readsDatasets()).isFalse();
        assertThat(checkpoint.notes()).containsEntry("seed", "3").containsEntry("steps", "2");
        assertThat(checkpoint.priorObservations()).hasSizeGreaterThan(1_500);
        assertThat(Files.exists(Path.of(file + ".state"))).isFalse();
        assertThat(err.toString()).contains("step 2 of 2").contains("left");
    }

    @Test
    void meta_train_refuses_a_state_of_other_settings() throws IOException {
        Path file = folder.resolve("meta.safetensors");
        new ParameterFile(Parameters.of(Map.of()), Map.of("settings", "others")).write(Path.of(file + ".state"));
        assertThat(run("meta-train", "proxy", "--steps", "2", "--without-dataset", "--out", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("other settings (others)");
        assertThat(run("meta-train", "proxy", "--steps", "-1", "--out", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void meta_train_metad2a_writes_a_checkpoint_and_the_same_one_when_it_is_killed_between_its_networks()
            throws IOException {
        Path file = folder.resolve("metad2a.safetensors");
        assertThat(run("meta-train-metad2a", "proxy", "--steps", "2", "--seed", "3", "--out", file.toString()))
                .as(err.toString())
                .isZero();
        MetaD2aCheckpoint checkpoint = MetaD2aCheckpoint.read(file);
        assertThat(checkpoint.notes()).containsEntry("seed", "3").containsEntry("tier", "proxy");
        assertThat(checkpoint.generator().datasets().features()).isEqualTo(32);
        assertThat(err.toString()).contains("generator, step 2 of 2").contains("predictor, step 2 of 2");
        assertThat(run("meta-train-metad2a", "proxy", "--steps", "-1", "--out", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'--steps'", "'-1'; expected a whole number from 0");

        Path second = folder.resolve("second.safetensors");
        CommandRun.killedAt(
                "generator, step 2 of 2",
                "meta-train-metad2a",
                "proxy",
                "--steps",
                "2",
                "--seed",
                "3",
                "--out",
                second.toString());
        err.getBuffer().setLength(0);
        assertThat(run("meta-train-metad2a", "proxy", "--steps", "2", "--seed", "3", "--out", second.toString()))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).contains("predictor, step 2 of 2").doesNotContain("generator, step");
        assertThat(second).hasSameBinaryContentAs(file);
        assertThat(Path.of(second + ".state")).doesNotExist();
    }

    @Test
    void an_unknown_tier_and_a_missing_folder_are_named() {
        assertThat(run("train-features", "huge", "--out", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("'huge'").contains("PROXY");
        assertThat(run(
                        "train-autoencoder",
                        "--epochs",
                        "1",
                        "--out",
                        folder.resolve("none/x").toString()))
                .isNotZero();
        assertThat(err.toString()).contains("--out").contains("folder does not exist");
        assertThat(run(
                        "train-autoencoder",
                        "--epochs",
                        "1",
                        "--out",
                        folder.resolve("x").toString(),
                        "--report",
                        folder.resolve("none/x").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--report").doesNotContain("epoch 1 of 1");
    }
}
