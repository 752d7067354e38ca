package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.classifier.onnx.OnnxClassifier;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@code search --images}: from pictures to a trained network. */
class SearchImagesTest {

    @TempDir
    Path folder;

    private CommandRun search(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "search",
                "--images",
                folder.resolve("my pictures").toString(),
                "--out",
                folder.resolve("my result").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments);
    }

    private CommandRun small(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--budget", "4"));
        for (String setting :
                List.of("search-pixels=8", "search-epochs=4", "final-pixels=12", "final-epochs=4", "finalists=2")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return search(arguments.toArray(String[]::new));
    }

    @Test
    void pictures_become_a_network_a_page_and_the_tables_beside_it() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 20, true);
        Files.writeString(folder.resolve("my pictures/ring/notes.png"), "no picture");
        CommandRun outcome = small();
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().findFirst().orElseThrow())
                .startsWith("my pictures: 36 training, 12 validation, 12 test images of 3 classes ('bar', 'cross', "
                        + "'ring'), grey: about 4 candidates at 8x8 pixels, C=4, N=2, 4 epochs of 36 images")
                .containsPattern("then the best 2 .* about .* in all");
        assertThat(outcome.out()).containsPattern("test accuracy, measured once: .* of 12 pictures");
        assertThat(outcome.err()).contains("1 of 61 files could not be read", "notes.png");
        Path result = folder.resolve("my result");
        assertThat(Files.readAllLines(result.resolve("trials.csv"))).hasSize(5);
        assertThat(Files.readAllLines(result.resolve("split.csv"))).hasSize(61);
        for (String file : List.of("model.onnx", "model.zip", "report.html")) {
            assertThat(result.resolve(file)).isNotEmptyFile();
        }
        JsonNode provenance =
                new ObjectMapper().readTree(result.resolve("provenance.json").toFile());
        assertThat(provenance.get("testImages").asInt()).isEqualTo(12);
        assertThat(provenance.get("command").toString()).contains("\"search\",\"--images\"");
        assertThat(Files.readString(result.resolve("report.html"))).contains("my pictures");
        classify_gets_as_many_of_the_test_pictures_right(outcome, result);
        is_not_run_again(outcome, result);
    }

    /** The network sees them as in the search: read at 20 pixels, their median side, then resized to its own size. */
    private void classify_gets_as_many_of_the_test_pictures_right(CommandRun searched, Path result) throws IOException {
        try (OnnxClassifier network = OnnxClassifier.read(result.resolve("model.onnx"))) {
            assertThat(network.metadata().readSize()).isEqualTo(20);
            assertThat(network.metadata().imageSize()).isLessThan(20);
        }
        List<String> arguments = new ArrayList<>(
                List.of("classify", "--model", result.resolve("model.onnx").toString()));
        List<String> classes = new ArrayList<>();
        for (String line : Files.readAllLines(result.resolve("split.csv"))) {
            List<String> row = List.of(line.split(","));
            if (row.contains("test")) {
                arguments.add(folder.resolve("my pictures").resolve(row.get(0)).toString());
                classes.add(row.get(1));
            }
        }
        CommandRun classified = CommandRun.of(arguments);
        assertThat(classified.status()).as(classified.err()).isZero();
        List<String> rows = classified.out().lines().skip(1).toList();
        long right = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).split(",")[1].equals(classes.get(i)))
                .count();
        assertThat(searched.out()).contains(right + " of 12 pictures");
    }

    private void is_not_run_again(CommandRun first, Path result) throws IOException {
        byte[] network = Files.readAllBytes(result.resolve("model.onnx"));
        Files.write(result.resolve("model.onnx"), new byte[1]);
        CommandRun again = small();
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out().lines().findFirst().orElseThrow())
                .isEqualTo("the search in " + result + " is done and is not run again; it came to:");
        assertThat(again.out().lines().skip(1).toList())
                .isEqualTo(first.out().lines().skip(1).toList());
        assertThat(result.resolve("model.onnx")).hasSize(1);
        // What is gone is made anew.
        Files.delete(result.resolve("model.onnx"));
        assertThat(small().status()).isZero();
        assertThat(result.resolve("model.onnx")).hasBinaryContent(network);
        assertThat(small("--seed", "1").err()).contains("the folder holds another search: seed was '0' and is now '1'");
    }

    @Test
    void what_does_not_go_together_is_wrong_usage() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 1, true);
        assertThat(search()).satisfies(o -> {
            assertThat(o.status()).isEqualTo(2);
            assertThat(o.err()).contains("give --minutes M, --budget N, or both");
        });
        assertThat(search("--minutes", "1", "--seeds", "3").err()).contains("--seeds goes with --target or --table");
        assertThat(search("--minutes", "1", "--parallel", "2").err())
                .contains("--parallel goes with --target or --table");
        assertThat(search("--minutes", "1", "--train").err()).contains("--train goes with --target or --table");
        assertThat(search("--minutes", "-1").err()).contains("expected a number above 0");
        assertThat(search("--budget", "3", "--set", "pixels=8").err())
                .contains("neither a search on images nor method 'grabnas' has a setting 'pixels'", "search-pixels");
        assertThat(CommandRun.of(List.of("search", "--target", "proxy-fashion", "--method", "random", "--minutes", "1"))
                        .err())
                .contains("go with --images PATH");
        assertThat(folder.resolve("my result")).doesNotExist();
    }

    @Test
    void images_that_cannot_be_divided_are_a_failure_in_one_line() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 2, true);
        CommandRun outcome = search("--budget", "3");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines().filter(l -> l.startsWith("grabnas: "))).hasSize(1);
        assertThat(outcome.err()).contains("class 'bar' has 2 image(s) besides copies, to divide into 3 part(s)");
    }

    @Test
    @Tag("long")
    void with_minutes_and_a_budget_the_budget_ends_it_and_the_first_line_says_so() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 20, true);
        CommandRun outcome = small("--minutes", "60", "--method", "random");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().findFirst().orElseThrow())
                .contains("about 4 candidates at 8x8 pixels")
                .endsWith("in all of the 60.0 min given, since the search ends after 4 candidates");
        assertThat(outcome.out()).containsPattern("4 candidates evaluated by [1-4] trainings");
        String few = "there are 12 validation images, so an accuracy on them has only 13 possible values";
        assertThat(outcome.err().lines().filter(line -> line.contains(few))).hasSize(1);
    }

    @Test
    void a_dataset_is_searched_by_its_name() {
        PublicData.file("images/cifar10.zip");
        List<String> arguments = new ArrayList<>(List.of("search", "--images", "cifar10", "--method", "random"));
        arguments.addAll(
                List.of("--budget", "2", "--out", folder.resolve("result").toString()));
        for (String setting : List.of(
                "search-pixels=8",
                "search-channels=2",
                "search-cells=1",
                "search-images=320",
                "search-epochs=1",
                "final-pixels=8",
                "final-channels=2",
                "final-cells=1",
                "final-epochs=1",
                "finalists=1")) {
            arguments.addAll(List.of("--set", setting));
        }
        CommandRun outcome = CommandRun.of(arguments);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("cifar10: ")
                .contains("of 10 classes ('airplane'", "1 epochs of 320 images", "test accuracy, measured once");
        assertThat(folder.resolve("result/model.onnx")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search --images x --help", "search --images --help", "search -h --images=x --minutes 5"})
    void the_help_for_images_shows_ten_options(String line) {
        CommandRun outcome = CommandRun.of(List.of(line.split(" ")));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().filter(l -> l.matches(" {6}--.*")))
                .as("options")
                .hasSize(10);
        assertThat(outcome.out())
                .contains("grabnas search --images", "--minutes", "--max-parameters", "'grabnas search --help'")
                .doesNotContain("--target", "--prune-top");
    }

    @Test
    void the_help_of_another_command_is_its_own_even_where_the_pictures_lie_in_a_folder_search() {
        assertThat(CommandRun.of(List.of("train", "--images", "search", "--help"))
                        .out())
                .contains("grabnas train", "--architecture")
                .doesNotContain("grabnas search --images");
    }

    @Test
    void the_help_of_a_search_on_a_table_shows_its_options() {
        assertThat(CommandRun.of(List.of("search", "--target", "cifar10", "--images", "x", "--help"))
                        .out())
                .contains("--prune-top", "--target");
    }

    @Test
    void the_help_of_settings_lists_those_of_the_images() {
        CommandRun outcome = CommandRun.of(List.of("search", "--images", "x", "--help-settings"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("search-pixels", "final-epochs", "validation-share", "acquisition");
    }
}
