package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** {@code search --table}: a search on anybody's table. */
class SearchTableTest {

    @TempDir
    Path folder;

    private CommandRun search(Path table, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "search",
                "--table",
                table.toString(),
                "--budget",
                "20",
                "--out",
                folder.resolve("trials.csv").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** Milliseconds of every fifth cell: each convolution costs, in a unit that is no percentage. */
    private static double milliseconds(Cell cell) {
        return 0.004
                + 0.0021 * cell.count(Operation.NOR_CONV_3X3)
                + 0.0007 * cell.count(Operation.NOR_CONV_1X1)
                + 0.0003 * cell.count(Operation.AVG_POOL_3X3)
                + 1e-9 * cell.index();
    }

    private static String text(int every) {
        StringBuilder text = new StringBuilder("note,architecture,ms,loss\n");
        for (int i = 0; i < Cell.COUNT; i += every) {
            Cell cell = Cell.ofIndex(i);
            text.append("\"a, note\",")
                    .append(cell.text())
                    .append(',')
                    .append(milliseconds(cell))
                    .append(',')
                    .append(-i)
                    .append('\n');
        }
        return text.toString();
    }

    private Path table() throws IOException {
        return Files.writeString(folder.resolve("mine.csv"), text(5));
    }

    private List<String[]> trials() throws IOException {
        return Files.readAllLines(folder.resolve("trials.csv")).stream()
                .skip(1)
                .map(l -> l.split(","))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "evolution", "bo-onehot", "tnas", "grabnas", "grabnas-knn"})
    void every_method_that_needs_no_images_searches_it(String method) throws IOException {
        CommandRun outcome =
                search(table(), "--column", "ms", "--minimise", "--method", method, "--checkpoint", "proxy");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(trials()).hasSize(20).allSatisfy(t -> {
            assertThat(t[1]).isEqualTo("ms");
            Cell cell = Cell.parse(t[5]);
            assertThat(cell.index() % 5 == 0 || !t[6].equals("bo")).isTrue();
            assertThat(Double.parseDouble(t[7])).isPositive();
        });
        double best = Double.POSITIVE_INFINITY;
        for (String[] trial : trials()) {
            best = Math.min(best, Double.parseDouble(trial[7]));
            assertThat(Double.parseDouble(trial[8])).as("the smallest so far").isEqualTo(best);
        }
        assertThat(outcome.out()).contains(method + " on ms (minimised): best of 20 evaluations");
    }

    @Test
    void bayesian_optimisation_minimises_better_than_random_search_whatever_the_unit() throws IOException {
        search(table(), "--column", "ms", "--minimise", "--method", "random");
        double random = Double.parseDouble(trials().get(19)[8]);
        search(table(), "--column", "ms", "--minimise", "--method", "bo-onehot", "--set", "acquisition=logei");
        assertThat(Double.parseDouble(trials().get(19)[8])).isLessThan(random);
    }

    @Test
    void which_checkpoint_and_which_dataset_embedding_are_used_is_printed() throws IOException {
        assertThat(search(table(), "--column", "ms", "--method", "tnas", "--checkpoint", "proxy")
                        .out())
                .contains("tnas uses the checkpoints 'proxy', the mean dataset embedding of the meta-training tasks, "
                        + "since the target "
                        + "has no images");
        Path own = Path.of("data/meta/proxy-1.safetensors");
        assertThat(search(table(), "--column", "ms", "--method", "tnas", "--checkpoint", own.toString())
                        .out())
                .contains("tnas uses a checkpoint of your own");
        assertThat(search(table(), "--column", "ms", "--method", "random").out())
                .doesNotContain("uses");
    }

    @Test
    void what_was_learnt_from_accuracies_is_said_where_the_column_is_none() throws IOException {
        assertThat(search(table(), "--column", "ms", "--minimise", "--method", "tnas", "--checkpoint", "proxy")
                        .out())
                .contains("the initial cells and the prior mean were learnt from accuracies in percent and are used as "
                        + "they are, though ms is minimised");
        assertThat(search(table(), "--column", "ms", "--method", "bo-onehot", "--set", "init=meta")
                        .out())
                .contains("the initial cells were learnt", "though ms is in a unit that is not known");
        assertThat(search(table(), "--column", "ms", "--minimise", "--method", "bo-onehot")
                        .out())
                .doesNotContain("learnt");
        CommandRun ranked = search(table(), "--column", "ms", "--minimise", "--method", "metad2a");
        assertThat(ranked.status()).isEqualTo(2);
        assertThat(ranked.err()).contains("metad2a evaluates first what it predicts to be most accurate, and 'ms'");
    }

    private CommandRun target(String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of("search", "--target", target, "--budget", "3", "--out"));
        arguments.add(folder.resolve("trials.csv").toString());
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Tag("long")
    @Test
    void naming_the_targets_own_checkpoints_changes_nothing_and_of_others_it_is_said_what_is_used() throws IOException {
        target("proxy-fashion", "--method", "tnas");
        String usual = withoutSeconds();
        assertThat(target("proxy-fashion", "--method", "tnas", "--checkpoint", "proxy")
                        .out())
                .contains("tnas uses the checkpoints 'proxy', the dataset embedding of the target's images");
        assertThat(withoutSeconds()).isEqualTo(usual);
        assertThat(target("proxy-fashion", "--method", "tnas", "--checkpoint", "paper")
                        .out())
                .contains("tnas uses the checkpoints 'paper', the mean dataset embedding of the meta-training tasks, "
                        + "since the target's images are prepared for the checkpoints of its own suite alone");
    }

    private String withoutSeconds() throws IOException {
        return trials().stream().map(t -> t[5] + " " + t[7]).toList().toString();
    }

    @Test
    void a_packed_table_that_is_cut_short_is_named() throws IOException {
        Path packed = folder.resolve("packed.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text(5).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
        CommandRun outcome = search(packed, "--column", "ms", "--method", "random");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(packed.toString(), "damaged gzip data, or cut short");
    }

    @Test
    void gzip_a_byte_order_mark_and_empty_fields_are_read() throws IOException {
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(("\ufeff" + text(50)).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(search(packed, "--column", "ms", "--method", "random").status())
                .isZero();
        assertThat(trials()).hasSize(20);
        Path holes = folder.resolve("holes.csv");
        Files.writeString(
                holes,
                "architecture,ms\n" + Cell.ofIndex(1) + ",1\n" + Cell.ofIndex(2) + ",\n" + Cell.ofIndex(3) + ",3\n");
        assertThat(search(holes, "--column", "ms", "--method", "random").status())
                .isZero();
        assertThat(trials().stream().map(t -> t[5]))
                .as("what has no number is not chosen")
                .containsExactlyInAnyOrder(
                        Cell.ofIndex(1).text(), Cell.ofIndex(3).text());
    }

    @Test
    void the_best_architectures_can_be_removed() throws IOException {
        search(table(), "--column", "loss", "--method", "random", "--prune-top", "3000");
        assertThat(trials()).allMatch(t -> Cell.parse(t[5]).index() >= 15_000);
        search(table(), "--column", "loss", "--minimise", "--method", "random", "--prune-top", "3000");
        assertThat(trials()).allMatch(t -> Cell.parse(t[5]).index() <= 625);
    }

    static Stream<Arguments> tablesThatAreNone() {
        String cell = Cell.ofIndex(4).text();
        return Stream.of(
                Arguments.of("architecture,ms\n" + cell + ",1\n" + cell + ",2", "line 3", "is listed twice"),
                Arguments.of("architecture,ms\n" + cell + ",NaN", "line 2", "ms 'NaN'; expected a decimal number"),
                Arguments.of("architecture,ms\n" + cell + ",-Infinity", "line 2", "ms '-Infinity'"),
                Arguments.of("architecture,ms\n" + cell + ",0x1p3", "line 2", "ms '0x1p3'"),
                Arguments.of("architecture,ms\n" + cell + ",91.0d", "line 2", "ms '91.0d'"),
                Arguments.of(
                        "architecture,ms\n" + cell + ",1e999", "line 2", "ms '1e999'; expected a number of at most"),
                Arguments.of("architecture,ms\n|conv~0|,1", "line 2", "architecture '|conv~0|'"),
                Arguments.of("architecture,ms\ninput output; 0>1 1>0,1", "line 2", "is no architecture"),
                Arguments.of("architecture,ms\n" + cell, "line 2", "1 fields"),
                Arguments.of(
                        "architecture,seconds\n" + cell + ",1",
                        "mine.csv",
                        "it has no column 'ms'; its columns are architecture, seconds"),
                Arguments.of("cell,ms\n" + cell + ",1", "mine.csv", "it has no column 'architecture'"),
                Arguments.of("architecture,ms\n" + cell + ",", "mine.csv", "column 'ms' has no number"),
                Arguments.of("architecture,ms", "mine.csv", "column 'ms' has no number"),
                Arguments.of(
                        "", "mine.csv", "the file is empty; expected a table with the columns architecture and ms"));
    }

    @ParameterizedTest
    @MethodSource("tablesThatAreNone")
    void a_table_that_is_none_is_refused_with_place_and_reason(String text, String place, String reason)
            throws IOException {
        Path file = folder.resolve("mine.csv");
        Files.writeString(file, text + "\n");
        CommandRun outcome = search(file, "--column", "ms", "--method", "random");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("mine.csv")
                .contains(place)
                .contains(reason)
                .doesNotContain("at io.github");
        assertThat(folder.resolve("trials.csv")).doesNotExist();
    }

    @Test
    void options_that_do_not_go_together_are_wrong_usage() throws IOException {
        for (List<String> more : List.of(List.of("--column", "ms"), List.of("--minimise"), List.of("--images", "x"))) {
            List<String> arguments = new ArrayList<>(List.of(
                    "search",
                    "--target",
                    "proxy-fashion",
                    "--method",
                    "random",
                    "--budget",
                    "5",
                    "--out",
                    folder.resolve("t.csv").toString()));
            arguments.addAll(more);
            CommandRun outcome = CommandRun.of(arguments.toArray(String[]::new));
            assertThat(outcome.status()).as("%s", more).isEqualTo(2);
            assertThat(outcome.err()).contains(more.get(0) + " goes with --table");
        }
        assertThat(search(table(), "--method", "random").status())
                .as("--table without --column")
                .isEqualTo(2);
        assertThat(search(table(), "--column", "ms", "--method", "random", "--target", "cifar10")
                        .err())
                .contains("--target and --table exclude each other");
        assertThat(search(table(), "--column", "ms", "--method", "metad2a", "--checkpoint", "proxy")
                        .err())
                .contains("has no images; give some");
    }

    @Test
    void the_settings_of_a_method_are_shown_without_a_search() {
        CommandRun outcome = CommandRun.of("search", "--method", "grabnas", "--help-settings");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("setting", "eta", "100", "step size of eq. 6", "continue-until-new", "one of false, true")
                .contains("preset=eq-3-4 is prior-mean=zero residual-features=fused refit=false\n")
                .containsPattern("preset=paper is .* steps=1 .*matching=exact");
        assertThat(CommandRun.of("search", "--method", "random", "--help-settings")
                        .out())
                .contains("It has no settings.");
        assertThat(CommandRun.of("search", "--method", "nothing", "--help-settings")
                        .status())
                .isEqualTo(2);
    }
}
