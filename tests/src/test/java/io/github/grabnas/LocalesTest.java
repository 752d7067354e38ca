package io.github.grabnas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.NatsBenchReader;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.cli.Grabnas;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.AfterEach;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is written and read is the same in every language, also in those with digits or letters of their own. */
class LocalesTest {

    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = Grabnas.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertThat(command.execute(arguments)).as(out.toString()).isZero();
        return out.toString();
    }

    private String search(String file) {
        return run(
                        "search",
                        "--method",
                        "evolution",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "30",
                        "--seeds",
                        "2",
                        "--out",
                        folder.resolve(file).toString())
                .replaceAll(", \\d+\\.\\d+ s a run", "");
    }

    private static void writeJournal(Path file) throws IOException {
        for (int i = 0; i < 2; i++) {
            try (TrainingJournal journal = TrainingJournal.open(file, "settings 0.5")) {
                assertThat(journal.entries()).hasSize(i);
                journal.append(
                        new Entry(new Key("fashion-0012", "|a|", i), 81.25, OptionalDouble.empty(), false, 1234.5));
            }
        }
    }

    private static void writeTensors(Path file) throws IOException {
        new TensorFile(Map.of("w", Tensor.of(List.of(2), new double[] {0.1, -2e-9})), Map.of("loss", "0.25"))
                .write(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "fa", "bn", "ne-u-nu-deva", "my-u-nu-mymr", "tr", "de"})
    void files_are_written_and_read_alike(String language) throws IOException {
        Locale.setDefault(Locale.ROOT);
        String expected = search("root.csv");
        writeJournal(folder.resolve("root.journal"));
        writeTensors(folder.resolve("root.safetensors"));
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(search("other.csv")).isEqualTo(expected);
        writeJournal(folder.resolve("other.journal"));
        writeTensors(folder.resolve("other.safetensors"));
        for (String kind : List.of(".csv", ".journal", ".safetensors")) {
            assertThat(folder.resolve("other" + kind)).hasSameBinaryContentAs(folder.resolve("root" + kind));
        }
        assertThat(TensorFile.read(folder.resolve("root.safetensors"))
                        .tensors()
                        .get("w")
                        .get(1))
                .isEqualTo(-2e-9);
        assertThat(ProxyTupleReader.find().training()).hasSize(5_800);
        Path table = Files.writeString(folder.resolve("table.csv"), io.github.grabnas.inputs.NatsTable.text());
        assertThat(NatsBenchReader.anyTable().read(table).accuracy(Cell.ofIndex(3), Target.CIFAR10))
                .isEqualTo(53);
    }

    private String experiment(String place) {
        return run(
                "experiment",
                "table2",
                "--target",
                "proxy-fashion",
                "--method",
                "random,evolution",
                "--budget",
                "20",
                "--seeds",
                "2",
                "--out",
                folder.resolve(place).toString());
    }

    /** Everything but the times and where it was measured. */
    private Map<String, byte[]> results(String place) throws IOException {
        Map<String, byte[]> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(place).resolve("table2"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!List.of("times.csv", "provenance.json", "table2.html").contains(name)) {
                    results.put(name, Files.readAllBytes(file));
                }
            }
        }
        return results;
    }

    @Test
    void an_experiment_that_was_begun_in_one_language_goes_on_in_another() throws IOException {
        Locale.setDefault(Locale.ROOT);
        experiment("root");
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        experiment("other");
        try (Stream<Path> runs = Files.list(folder.resolve("other/runs"))) {
            for (Path run : runs.sorted().limit(2).toList()) {
                Files.delete(run);
            }
        }
        Locale.setDefault(Locale.forLanguageTag("tr"));
        experiment("other");
        Map<String, byte[]> expected = results("root");
        Map<String, byte[]> found = results("other");
        assertThat(expected.keySet())
                .contains("trials.csv", "table2.csv", "table2-proxy-fashion.png")
                .isEqualTo(found.keySet());
        expected.forEach((name, content) -> assertThat(found.get(name)).as(name).isEqualTo(content));
        assertThat(Files.readString(folder.resolve("other/table2/table2.html"))).doesNotContainPattern("[٠-٩۰-۹]");
        assertThat(Files.readString(folder.resolve("other/table2/provenance.json")))
                .doesNotContainPattern("[٠-٩۰-۹]");
    }
}
