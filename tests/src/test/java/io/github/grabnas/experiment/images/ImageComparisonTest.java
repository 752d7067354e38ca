package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.search.SearchMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Searches on images by several methods in the same time, beside a plain cell. */
class ImageComparisonTest {

    @TempDir
    Path folder;

    private static ImageComparison comparison(Path images, double minutes) {
        Map<String, Path> datasets = new LinkedHashMap<>();
        datasets.put("drawn", images);
        datasets.put("drawn again", images);
        return new ImageComparison(
                datasets,
                List.of(SearchMethod.RANDOM, SearchMethod.EVOLUTION),
                2,
                0,
                minutes,
                Map.of("search-pixels", "8", "search-epochs", "2", "final-pixels", "8", "final-channels", "2"),
                EngineChoice.of("vector"));
    }

    private static ComparedRun run(String line, long seed, int correct) {
        return new ComparedRun(
                new ComparedRun.Key("drawn, here", line, seed),
                5,
                "finalists=2",
                299.5,
                line.equals("random") ? 40 : 0,
                line.equals("random") ? OptionalDouble.of(91.25) : OptionalDouble.empty(),
                PlainTraining.ALL_3X3.text(),
                new TrainingScale(16, 8, 2, 300, 12, 2, true),
                61.5,
                AccuracyInterval.of(correct, 100),
                "0a1b");
    }

    @Test
    void every_line_of_a_dataset_and_seed_follows_the_other_and_the_methods_take_turns() {
        List<ComparedRun.Key> keys = comparison(Path.of("nowhere"), 5).keys();
        assertThat(keys).hasSize(16).doesNotHaveDuplicates();
        assertThat(keys.subList(0, 8))
                .extracting(ComparedRun.Key::line)
                .containsExactly(
                        "random",
                        "evolution",
                        "all-3x3",
                        "all-3x3-final-time",
                        "evolution",
                        "random",
                        "all-3x3",
                        "all-3x3-final-time");
        assertThat(keys.subList(0, 8)).allMatch(key -> key.seed() == 0);
        assertThat(keys.get(8).dataset()).isEqualTo(keys.get(0).dataset());
        assertThat(keys.get(8).line())
                .as("another seed of the same dataset begins with another method")
                .isEqualTo("evolution");
    }

    @Test
    void lines_that_are_done_come_back_from_their_file_and_others_are_refused() throws IOException {
        ComparedRunFile file = new ComparedRunFile(folder.resolve("images.csv"));
        assertThat(file.read(5, "finalists=2")).isEmpty();
        List<ComparedRun> runs = List.of(run("random", 0, 80), run("all-3x3", 0, 79));
        file.write(runs);
        assertThat(file.read(5, "finalists=2").values()).containsExactlyElementsOf(runs);
        assertThatThrownBy(() -> file.read(1, "finalists=2"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("runs of 5.0 minutes with settings 'finalists=2', and these are of 1.0");
        assertThatThrownBy(() -> file.read(5, "")).isInstanceOf(DataFormatException.class);
        Files.writeString(file.path(), Files.readString(file.path()).replace("299.5", "many"));
        assertThatThrownBy(() -> file.read(5, "finalists=2"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it is no line of compared runs");
        Files.write(file.path(), new byte[] {'a', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> file.read(5, "finalists=2"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("images.csv: it has bytes that are no UTF-8");
    }

    /** The interval of 85 of 100 is 76.72 to 90.69 by Wilson's formula. */
    @Test
    void the_table_has_means_over_seeds_and_the_interval_of_one_seeds_test_images() {
        ResultTable table =
                ComparisonTable.of(List.of(run("all-3x3", 0, 70), run("random", 0, 80), run("random", 1, 90)), 5);
        assertThat(table.csv().lines().skip(1))
                .containsExactly(
                        "\"drawn, here\",random,2,85.00,76.7,90.7,80.00,90.00,100,91.25,40.0,300,62",
                        "\"drawn, here\",all-3x3,1,70.00,60.4,78.1,70.00,70.00,100,,0.0,300,62");
        assertThat(table.notes()).anyMatch(note -> note.contains("not ordered"));
    }

    @Test
    void a_search_and_both_plain_lines_are_run_on_the_same_split() throws IOException {
        Path pictures = DrawnPictures.classFolders(folder.resolve("my pictures"), 20, true);
        ImageComparison comparison = comparison(pictures, 0.02);
        Map<ComparedRun.Key, ComparedRun> done = new LinkedHashMap<>();
        for (String line : List.of("random", "all-3x3", "all-3x3-final-time")) {
            ComparedRun.Key key = new ComparedRun.Key("drawn", line, 1);
            Path place = Files.createDirectory(folder.resolve(line));
            done.put(
                    key,
                    comparison
                            .run(
                                    key,
                                    place,
                                    done,
                                    () -> false,
                                    request -> (s, batch) -> new TrainingSpeed.Timing(1e-4, 1))
                            .orElseThrow());
        }
        List<ComparedRun> runs = List.copyOf(done.values());
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.test().count()).isEqualTo(12);
            assertThat(run.scale().images()).isEqualTo(48);
            assertThat(run.scale().channels()).isEqualTo(2);
            assertThat(run.imagesSha256()).hasSize(64);
            assertThat(run.trainingSeconds()).isBetween(0.0, run.seconds());
        });
        assertThat(runs.get(0).evaluations()).isPositive();
        assertThat(IntStream.of(1, 2).mapToObj(runs::get)).allSatisfy(run -> {
            assertThat(run.evaluations()).isZero();
            assertThat(run.architecture()).isEqualTo(PlainTraining.ALL_3X3.text());
        });
        // What its own first epochs cost decides how many there are.
        assertThat(runs.get(2).trainingSeconds()).isLessThan(60);
        ComparedRun.Key other = new ComparedRun.Key("drawn again", "all-3x3-final-time", 1);
        assertThatThrownBy(() -> comparison.run(other, folder, done, () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run drawn again, random, seed 1 before");
    }

    @Test
    void the_plain_cell_is_trained_for_as_many_epochs_as_fit_into_its_time() throws IOException {
        Path pictures = DrawnPictures.classFolders(folder.resolve("my pictures"), 20, true);
        ImageSearchRequest request = ImageSearchRequest.of(pictures, SearchBudget.ofMinutes(1));
        TrainingScale scale = new TrainingScale(8, 2, 1, 48, 1, 0, false);
        TrainingSpeed speed = (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1);
        int none = new PlainTraining(request, speed).inSeconds(scale, 0).scale().epochs();
        int some = new PlainTraining(request, speed).inSeconds(scale, 1).scale().epochs();
        assertThat(none).isEqualTo(1);
        assertThat(some).isGreaterThan(3);
    }
}
