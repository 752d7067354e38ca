package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class SearchCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CommandRun.status(out, err, arguments);
    }

    private int search(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("search", "--out", folder.resolve("trials.csv").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void every_trial_of_every_seed_is_written() throws IOException {
        PublicData.table();
        assertThat(search(
                        "--method",
                        "random",
                        "--target",
                        "cifar10",
                        "--budget",
                        "7",
                        "--seeds",
                        "3",
                        "--prune-top",
                        "50"))
                .isZero();
        List<String> lines = Files.readAllLines(folder.resolve("trials.csv"));
        assertThat(lines).hasSize(1 + 21);
        assertThat(lines.get(0))
                .isEqualTo("method,target,pruned,seed,evaluation,architecture,origin,accuracy,best_so_far");
        assertThat(lines.get(8)).startsWith("random,cifar10,50,1,1,|").contains(",random,");
        assertThat(out.toString())
                .contains("random on cifar10 without its top 50: best of 7 evaluations", "over 3 seeds");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void seeds_count_on_from_the_first() throws IOException {
        PublicData.table();
        assertThat(search(
                        "--method",
                        "evolution",
                        "--target",
                        "cifar100",
                        "--budget",
                        "12",
                        "--seed",
                        "5",
                        "--set",
                        "population=4"))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("trials.csv")).get(5))
                .startsWith("evolution,cifar100,0,5,5,")
                .contains(",mutation,");
    }

    @Test
    void wrong_usage_ends_with_2_and_says_what_was_expected() {
        PublicData.table();
        assertThat(search("--method", "annealing", "--target", "cifar10", "--budget", "5"))
                .isEqualTo(2);
        assertThat(search("--method", "random", "--target", "mnist", "--budget", "5"))
                .isEqualTo(2);
        assertThat(search("--method", "random", "--target", "cifar10", "--budget", "0"))
                .isEqualTo(2);
        assertThat(search("--method", "random", "--target", "cifar10", "--budget", "5", "--set", "a=b"))
                .isEqualTo(2);
        assertThat(search("--method", "random", "--target", "cifar10", "--budget", "5", "--prune-top", "15625"))
                .isEqualTo(2);
        assertThat(search("--method", "random")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "unknown method 'annealing'; expected one of random, evolution, bo-onehot",
                        "unknown target 'mnist'",
                        "'--budget'",
                        "'0'; expected a whole number from 1",
                        "has no setting 'a'",
                        "cannot prune the top 15625",
                        "Missing required option",
                        "missing command; expected one of search, train, classify, describe, measure");
    }

    @Test
    void targets_at_proxy_scale_need_no_fetched_data() throws IOException {
        assertThat(search(
                        "--method",
                        "random",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "6",
                        "--data",
                        folder.toString()))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("trials.csv"))).hasSize(1 + 6);
    }

    @Test
    void a_meta_trained_method_takes_what_ships_with_the_checkout() throws IOException {
        assertThat(search(
                        "--method",
                        "grabnas",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "9",
                        "--set",
                        "warm-up=0",
                        "--set",
                        "continue-until-new=true",
                        "--data",
                        folder.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(folder.resolve("trials.csv"));
        assertThat(lines).hasSize(1 + 9);
        assertThat(lines.subList(1, 6))
                .allMatch(l -> l.startsWith("grabnas,proxy-fashion,0,0,") && l.contains(",initial,"));
        assertThat(lines.get(6)).contains(",bo,");
        assertThat(lines).anyMatch(l -> l.contains(",gradient,"));
    }

    /** The table has means of several trainings: three standard deviations of one (data/README.md). */
    private static final double NOISE = 6;

    @Test
    void training_for_real_finds_what_the_table_holds_and_notes_it() throws IOException {
        assertThat(search("--method", "random", "--target", "proxy-fashion", "--budget", "3", "--seed", "4"))
                .isZero();
        List<String> lookedUp = Files.readAllLines(folder.resolve("trials.csv"));
        assertThat(search("--method", "random", "--target", "proxy-fashion", "--budget", "3", "--seed", "4", "--train"))
                .isZero();
        List<String> trained = Files.readAllLines(folder.resolve("trials.csv"));
        assertThat(trained).hasSize(4);
        for (int i = 1; i < 4; i++) {
            String[] a = lookedUp.get(i).split(",");
            String[] b = trained.get(i).split(",");
            assertThat(b[5]).isEqualTo(a[5]);
            assertThat(Double.parseDouble(b[7])).isCloseTo(Double.parseDouble(a[7]), within(NOISE));
        }
        assertThat(Files.readAllLines(folder.resolve("trials.csv.journal"))).hasSize(1 + 3);
        assertThat(search("--method", "random", "--target", "cifar10", "--budget", "3", "--train"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--train is for the targets at proxy scale, [proxy-");
    }

    @Test
    void missing_data_end_with_1_and_one_line() {
        assertThat(search("--method", "random", "--target", "cifar10", "--budget", "5", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString())
                .contains("nasbench201/nats_bench.csv", "data/fetch.sh")
                .doesNotContain("\tat ");
        assertThat(search(
                        "--method",
                        "random",
                        "--target",
                        "cifar10",
                        "--budget",
                        "5",
                        "--data",
                        folder.toString(),
                        "--verbose"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat io.github.grabnas");
    }
}
