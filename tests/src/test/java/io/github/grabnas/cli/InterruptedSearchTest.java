package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.grabnas.classifier.onnx.OnnxModel;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.experiment.images.ImageSearch;
import io.github.grabnas.experiment.images.ImageSearchListener;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.ImageSearchResult;
import io.github.grabnas.experiment.images.SearchBudget;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.experiment.images.TrainingSpeed;
import io.github.grabnas.search.SearchMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Ctrl-C during {@code search --images} and {@code train}: a process of its own gets a terminal's signal. */
@Tag("long")
class InterruptedSearchTest {

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private Process process;
    private Path said;

    @BeforeEach
    void draws_pictures() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true);
        said = folder.resolve("said.txt");
    }

    @AfterEach
    void nothing_is_left_running() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private List<String> search(Path out, int searchEpochs) {
        return List.of(
                "search",
                "--images",
                folder.resolve("my pictures").toString(),
                "--method",
                "random",
                "--budget",
                "25",
                "--out",
                out.toString(),
                "--set",
                "search-pixels=8",
                "--set",
                "search-epochs=" + searchEpochs,
                "--set",
                "search-cells=1",
                "--set",
                "final-pixels=8",
                "--set",
                "final-channels=2",
                "--set",
                "final-cells=1",
                "--set",
                "final-epochs=4");
    }

    /** What {@link #search} asks for with 8 epochs. */
    private ImageSearchRequest request() {
        return ImageSearchRequest.of(folder.resolve("my pictures"), SearchBudget.ofEvaluations(25))
                .withMethod(SearchMethod.RANDOM)
                .withSettings(Map.of(
                        "search-pixels", "8",
                        "search-epochs", "8",
                        "search-cells", "1",
                        "final-pixels", "8",
                        "final-channels", "2",
                        "final-cells", "1",
                        "final-epochs", "4"));
    }

    private void start(List<String> arguments) throws IOException, InterruptedException {
        // A process that a script started in the background ignores Ctrl-C, and so do its children.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Grabnas.class.getName()));
        assumeThat(canResetSignals()).as("env can set signals").isTrue();
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static boolean canResetSignals() throws InterruptedException {
        try {
            return new ProcessBuilder("env", "--default-signal=INT", "kill", "-l", "INT")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void waitUntil(Path file, int lines) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(said))
                    .isTrue();
            Thread.sleep(10);
        }
    }

    private void waitUntilSaid(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(said).contains(text)) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(said))
                    .isTrue();
            Thread.sleep(10);
        }
    }

    private void pressCtrlC() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private int status() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(Files.readString(said))
                .isTrue();
        return process.exitValue();
    }

    /** What the command does but for the page. */
    private void searchHere(Path out) throws IOException {
        ImageSearchResult found = new ImageSearch(
                        request(), new SearchFolder(out), (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1))
                .run(ImageSearchListener.none(), () -> false);
        OnnxModel.write(
                found.chosen().orElseThrow().trained().classifier(),
                found.split().collection().images().width(),
                out.resolve("model.onnx"));
    }

    @Test
    void it_ends_after_the_candidate_at_hand_and_the_same_command_goes_on_to_the_same_end()
            throws IOException, InterruptedException {
        Path parts = folder.resolve("in parts");
        start(search(parts, 8));
        waitUntil(parts.resolve("search.journal"), 4);
        pressCtrlC();
        assertThat(status()).as(Files.readString(said)).isEqualTo(Interruption.EXIT_STATUS);
        assertThat(Files.readString(said))
                .contains("ends after the training at hand")
                .contains("stopped before the final training");
        List<String> trials = Files.readAllLines(parts.resolve("trials.csv"));
        assertThat(trials).hasSizeBetween(4, 25).hasSameSizeAs(Files.readAllLines(parts.resolve("search.journal")));
        assertThat(parts.resolve("provenance.json")).exists();

        Path whole = folder.resolve("whole");
        searchHere(parts);
        searchHere(whole);
        assertThat(Files.readAllLines(parts.resolve("trials.csv"))).startsWith(trials.toArray(String[]::new));
        for (String file : List.of("trials.csv", "split.csv", "model.onnx")) {
            assertThat(parts.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void a_second_time_ends_it_at_once_and_loses_nothing_that_was_finished() throws IOException, InterruptedException {
        Path result = folder.resolve("result");
        // A candidate takes seconds: a moment after the first one ended, the second one is being trained.
        start(search(result, 6_000));
        waitUntil(result.resolve("search.journal"), 2);
        Thread.sleep(500);
        pressCtrlC();
        waitUntilSaid("Ctrl-C once more ends it at once");
        pressCtrlC();
        assertThat(status()).isEqualTo(Interruption.EXIT_STATUS);
        assertThat(Files.readString(said)).contains("ended at once; what was finished is kept");
        assertThat(Files.readAllLines(result.resolve("search.journal"))).hasSize(2);
        assertThat(result.resolve("trials.csv")).doesNotExist();
    }

    private List<String> train(Path out) {
        return List.of(
                "train",
                "--architecture",
                "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|",
                "--images",
                folder.resolve("my pictures").toString(),
                "--image-size",
                "16",
                "--channels",
                "8",
                "--epochs",
                "30",
                "--engine",
                "vector",
                "--out",
                out.toString());
    }

    @Test
    void a_training_ends_after_the_epoch_at_hand_and_the_same_command_goes_on_to_the_same_network()
            throws IOException, InterruptedException {
        Path parts = folder.resolve("in parts");
        start(train(parts));
        waitUntilSaid("epoch 2 of 30");
        pressCtrlC();
        assertThat(status()).as(Files.readString(said)).isEqualTo(Interruption.EXIT_STATUS);
        assertThat(Files.readString(said))
                .contains("ends after the epoch at hand")
                .contains("stopped before the last epoch; the same command goes on");
        assertThat(parts.resolve("training.state")).exists();
        assertThat(parts.resolve("model.onnx")).doesNotExist();

        Path whole = folder.resolve("whole");
        for (Path out : List.of(parts, whole)) {
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            assertThat(Grabnas.commandLine()
                            .setOut(nowhere)
                            .setErr(nowhere)
                            .execute(train(out).toArray(String[]::new)))
                    .isZero();
        }
        assertThat(parts.resolve("model.onnx")).hasSameBinaryContentAs(whole.resolve("model.onnx"));
        assertThat(Files.readAllLines(parts.resolve("epochs.csv"))).hasSize(31);
        assertThat(parts.resolve("training.state")).doesNotExist();
    }
}
