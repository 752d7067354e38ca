package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The command that makes the tables at proxy scale, and that it makes the committed ones. */
class MeasureCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int measure(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "measure";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.status(out, err, all);
    }

    private List<String[]> journal(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
    }

    /** The lines of a journal, which may be packed. */
    private static List<String> lines(Path journal) throws IOException {
        try (InputStream in =
                InputFile.packedOrNot(journal, "the journal of trainings").openText()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** The lines of a journal without checksum and seconds. */
    private static List<String> trainings(Path journal) throws IOException {
        return lines(journal).stream()
                .map(line -> line.split("\t"))
                .map(f -> f.length == 3
                        ? f[1] + " " + f[2]
                        : String.join(" ", f[1], f[2], f[3], f[4], f.length > 7 ? f[7] : ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-digits", "proxy-fashion"})
    void trainings_of_a_table_are_those_of_the_checkout_to_the_last_bit(String target) throws IOException {
        String file = folder.resolve(target + ".csv").toString();
        assertThat(measure(target, "--out", file, "--first", "12"))
                .as(err.toString())
                .isZero();
        List<String> measured = trainings(Path.of(file + ".journal"));
        List<String> committed =
                trainings(DataFolder.embedded("proxy/trainings").resolve(target + ".journal"));
        assertThat(measured).hasSize(13);
        assertThat(measured.get(0)).isEqualTo(committed.get(0));
        assertThat(committed).containsAll(measured);
        assertThat(measure(target, "--out", file, "--first", "13", "--threads", "1"))
                .isZero();
        assertThat(trainings(Path.of(file + ".journal"))).hasSize(14);
        assertThat(out.toString()).contains("13 candidates are in");
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void a_packed_journal_is_gone_on_with_and_stays_as_it_is() throws IOException {
        Path table = folder.resolve("digits.csv");
        Path journal = folder.resolve("digits.csv.journal");
        Path packed = folder.resolve("digits.csv.journal.gz");
        assertThat(measure("proxy-digits", "--out", table.toString(), "--first", "2"))
                .isZero();
        List<String> two = lines(journal);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(journal, out);
        }
        Files.delete(journal);
        byte[] before = Files.readAllBytes(packed);

        assertThat(measure("proxy-digits", "--out", table.toString(), "--first", "3"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("goes on from the trainings in " + packed);
        assertThat(lines(journal)).startsWith(two.toArray(String[]::new)).hasSize(two.size() + 1);
        assertThat(packed).hasBinaryContent(before);
    }

    @Test
    void a_packed_journal_that_is_cut_short_is_refused_and_nothing_is_begun() throws IOException {
        Path journal = folder.resolve("digits.csv.journal");
        Path packed = folder.resolve("digits.csv.journal.gz");
        byte[] whole = Files.readAllBytes(DataFolder.embedded("proxy/trainings/proxy-held-out.journal.gz"));
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));

        assertThat(measure("proxy-digits", "--out", folder.resolve("digits.csv").toString(), "--first", "2"))
                .isEqualTo(1);

        assertThat(err.toString().lines().toList()).singleElement().asString().contains(packed.toString());
        assertThat(journal).doesNotExist();
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

    @Tag("long")
    @Test
    void the_list_of_tasks_is_that_of_the_checkout() throws IOException {
        PublicData.file("images/tiny-imagenet200.zip");
        Path file = folder.resolve("tasks.csv");
        assertThat(measure("proxy-tasks", "--out", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(file).hasSameTextualContentAs(DataFolder.embedded("proxy/tasks.csv"));
        assertThat(measure("proxy-tasks", "--out", file.toString(), "--so-far")).isEqualTo(2);
        assertThat(err.toString()).contains("--so-far goes with a target's table");
    }

    @Test
    void on_the_other_engine_the_journal_says_so() throws IOException {
        assertThat(measure(
                        "proxy-digits",
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
    void a_table_so_far_needs_a_training_of_every_cell_and_a_target() throws IOException {
        String file = folder.resolve("a.csv").toString();
        assertThat(measure("proxy-digits", "--out", file, "--first", "2")).isZero();
        assertThat(measure("proxy-digits", "--out", file, "--so-far")).isEqualTo(2);
        assertThat(err.toString()).contains("6464 of 6466 cells were not trained yet");
        for (String table : List.of("proxy-held-out", "proxy-features", "proxy-digits-novel")) {
            assertThat(measure(table, "--out", file, "--so-far")).as(table).isEqualTo(2);
        }
        assertThat(err.toString()).contains("--so-far goes with a target's table");
        assertThat(Path.of(file)).doesNotExist();
        assertThat(journal("a.csv.journal")).hasSize(2);
    }

    @Test
    void wrong_usage_ends_with_2() {
        assertThat(measure("cifar10", "--out", folder.resolve("a.csv").toString()))
                .isEqualTo(2);
        assertThat(measure("proxy-digits", "--out", "/no/such/folder/a.csv")).isEqualTo(2);
        assertThat(measure("proxy-digits", "--out", folder.resolve("a.csv").toString(), "--threads", "0"))
                .isEqualTo(2);
        assertThat(measure("proxy-digits", "--out", folder.resolve("a.csv").toString(), "--engine", "gpu"))
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
        assertThat(measure("proxy-digits", "--out", folder.resolve("a.csv").toString(), "--journal", diary.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("diary", "not a journal");
        assertThat(Files.readString(diary)).isEqualTo("dear diary\n");
    }
}
