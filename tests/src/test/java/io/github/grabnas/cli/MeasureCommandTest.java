package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.MicroBenchReader;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.experiment.prepare.MicroBenchMeasurement;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command that makes MicroBench's tables, and that the committed tables are what it makes, but for the noise of
 * training: they were measured before the trainer's sums were last put into another order.
 */
class MeasureCommandTest {

    /** Standard deviations of one measurement, in points, over all cells (data/README.md). */
    private static final Map<String, Double> NOISE = Map.of("micro-digits", 5.49, "micro-fashion-shift", 3.27);

    /** That of a meta-training tuple, in points. */
    private static final double NOISE_OF_TUPLES = 5.5;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int measure(String... arguments) {
        CommandLine command = Grabnas.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "measure";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    /** Four standard deviations of the difference of two measurements. */
    private static double difference(double noise) {
        return 4 * Math.sqrt(2) * noise;
    }

    /** The mean size of the differences of two measurements is 2 / sqrt(pi) = 1.13 standard deviations of one. */
    private static double usualDifference(double noise) {
        return 1.5 * noise;
    }

    private static double meanSize(List<Double> differences) {
        return differences.stream().mapToDouble(Math::abs).average().orElseThrow();
    }

    private List<String[]> journal(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-digits", "micro-fashion-shift"})
    void measured_again_some_cells_have_the_accuracies_of_the_committed_table_within_the_noise_of_training(
            String target) throws IOException {
        String file = folder.resolve(target + ".csv").toString();
        BenchmarkTable table = MicroBenchReader.find().table();
        assertThat(measure(target, "--out", file, "--first", "8")).isZero();
        Map<String, List<Double>> accuracies = journal(target + ".csv.journal").stream()
                .collect(Collectors.groupingBy(
                        f -> f[2], Collectors.mapping(f -> Double.parseDouble(f[4]), Collectors.toList())));
        assertThat(accuracies).hasSize(8 / MicroBenchMeasurement.trainings(Target.of(target)));
        List<Double> differences = new ArrayList<>();
        accuracies.forEach((cell, trained) -> {
            double mean =
                    trained.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double difference = table.accuracy(Cell.parse(cell), Target.of(target)) - mean;
            assertThat(difference).as(cell).isCloseTo(0, within(difference(NOISE.get(target))));
            differences.add(difference);
        });
        assertThat(meanSize(differences)).isLessThan(usualDifference(NOISE.get(target)));
        assertThat(measure(target, "--out", file, "--first", "9", "--threads", "1"))
                .isZero();
        assertThat(journal(target + ".csv.journal")).hasSize(9);
        assertThat(out.toString()).contains("9 candidates are in");
        assertThat(Path.of(file)).doesNotExist();
    }

    /** The lines of a journal without checksum and seconds. */
    private static List<String> trainings(Path journal) throws IOException {
        return Files.readAllLines(journal).stream()
                .map(line -> line.split("\t"))
                .map(f -> f.length == 3
                        ? f[1] + " " + f[2]
                        : String.join(" ", f[1], f[2], f[3], f[4], f.length > 7 ? f[7] : ""))
                .toList();
    }

    @Test
    void trainings_of_a_proxy_table_are_those_of_the_checkout_to_the_last_bit() throws IOException {
        String file = folder.resolve("proxy-fashion.csv").toString();
        assertThat(measure("proxy-fashion", "--out", file, "--first", "12"))
                .as(err.toString())
                .isZero();
        List<String> measured = trainings(Path.of(file + ".journal"));
        List<String> committed = trainings(DataFolder.embedded("proxy/trainings/proxy-fashion.journal"));
        assertThat(measured).hasSize(13);
        assertThat(measured.get(0)).isEqualTo(committed.get(0));
        assertThat(committed).containsAll(measured);
    }

    @Test
    void tuples_at_proxy_scale_are_those_of_the_checkout_to_the_last_bit() throws IOException {
        PublicData.file("images/tiny-imagenet200.zip");
        String file = folder.resolve("tuples.csv").toString();
        assertThat(measure("proxy-meta-training", "--out", file, "--first", "12"))
                .as(err.toString())
                .isZero();
        List<ProxyTupleReader.Training> committed = ProxyTupleReader.find().training();
        assertThat(journal("tuples.csv.journal"))
                .hasSize(12)
                .allSatisfy(f -> assertThat(committed).anySatisfy(training -> {
                    assertThat(training.task()).isEqualTo(f[1]);
                    assertThat(training.tuple().architecture().text()).isEqualTo(f[2]);
                    assertThat(training.seed()).isEqualTo(Long.parseLong(f[3]));
                    assertThat(training.tuple().accuracy()).isCloseTo(Double.parseDouble(f[4]), within(1e-4));
                }));
    }

    @Test
    void measured_again_some_meta_training_tuples_are_the_committed_ones_within_the_noise_of_training()
            throws IOException {
        assertThat(measure("meta-training", "--out", folder.resolve("m.csv").toString(), "--first", "12"))
                .isZero();
        var tuples = MicroBenchReader.find().tuples();
        List<Double> differences = new ArrayList<>();
        assertThat(journal("m.csv.journal"))
                .hasSize(12)
                .allSatisfy(f -> assertThat(tuples).anySatisfy(tuple -> {
                    assertThat(String.format(Locale.ROOT, "fashion-%04d", tuple.task()))
                            .isEqualTo(f[1]);
                    assertThat(tuple.architecture().text()).isEqualTo(f[2]);
                    double difference = tuple.accuracy() - Double.parseDouble(f[4]);
                    assertThat(difference).isCloseTo(0, within(difference(NOISE_OF_TUPLES)));
                    differences.add(difference);
                }));
        assertThat(meanSize(differences)).isLessThan(usualDifference(NOISE_OF_TUPLES));
    }

    @Test
    void on_the_other_engine_the_journal_says_so() throws IOException {
        assertThat(measure(
                        "micro-digits",
                        "--out",
                        folder.resolve("a.csv").toString(),
                        "--first",
                        "1",
                        "--threads",
                        "1",
                        "--engine",
                        "nd4j"))
                .isZero();
        assertThat(Files.readString(folder.resolve("a.csv.journal"))).contains("engine nd4j");
    }

    @Test
    void wrong_usage_ends_with_2() {
        assertThat(measure("cifar10", "--out", folder.resolve("a.csv").toString()))
                .isEqualTo(2);
        assertThat(measure("micro-digits", "--out", "/no/such/folder/a.csv")).isEqualTo(2);
        assertThat(measure("micro-digits", "--out", folder.resolve("a.csv").toString(), "--threads", "0"))
                .isEqualTo(2);
        assertThat(measure("micro-digits", "--out", folder.resolve("a.csv").toString(), "--engine", "gpu"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "unknown table 'cifar10'",
                        "its folder does not exist",
                        "'0'; expected a whole number from 1",
                        "engine 'gpu': expected one of vector, nd4j, auto");
    }

    @Test
    void a_journal_that_is_none_ends_with_1_and_stays_as_it_is() throws IOException {
        Path diary = Files.writeString(folder.resolve("diary"), "dear diary\n");
        assertThat(measure("micro-digits", "--out", folder.resolve("a.csv").toString(), "--journal", diary.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("diary", "not a journal");
        assertThat(Files.readString(diary)).isEqualTo("dear diary\n");
    }
}
