package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.Provenance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fresh trainings through the command line, with the images that come with the checkout. */
class ExperimentFreshCommandTest {

    private static final String JOURNAL = "trainings/fresh-proxy-fashion.journal";

    @TempDir
    private Path parent;

    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void nameAFolderThatIsMissing() {
        folder = parent.resolve("new");
    }

    private int fresh(String... more) {
        return CommandRun.status(
                out,
                err,
                Stream.concat(Stream.of("experiment", "fresh", "--out", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private int small() {
        return fresh(
                "--target",
                "proxy-fashion",
                "--method",
                "random",
                "--baseline",
                "random",
                "--seeds",
                "1",
                "--budget",
                "4",
                "--trainings",
                "2");
    }

    @Tag("long")
    @Test
    void what_was_found_and_what_remains_are_trained_once_and_the_same_command_goes_on() throws IOException {
        assertThat(small()).as(err.toString()).isZero();
        List<String> table = Files.readAllLines(folder.resolve("fresh/fresh-trainings.csv"));
        assertThat(table).hasSize(1 + 3);
        assertThat(table.get(0)).startsWith("target,pruned,method,searches");
        assertThat(table.get(1)).startsWith("proxy-fashion,10,random,1,1,1,");
        assertThat(Files.readString(folder.resolve("fresh/fresh.html")))
                .contains("experiment fresh --out", "trained anew");
        assertThat(folder.resolve("fresh/searches.csv")).exists();
        assertThat(Files.readAllLines(folder.resolve("fresh/fresh-choices.csv")))
                .hasSize(1 + 3);
        Path provenance = folder.resolve("fresh/provenance.json");
        assertThat(Provenance.read(provenance).experiment()).isEqualTo("fresh");
        assertThat(Grabnas.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("experiment", "--again", provenance.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("its command is: grabnas experiment fresh --out");
        List<String> journal = Files.readAllLines(folder.resolve(JOURNAL));
        assertThat(journal).hasSizeGreaterThan(1 + 2 * 2);

        // Killed after the first training: the others are made again, to the last bit but for their seconds.
        Files.write(folder.resolve(JOURNAL), journal.subList(0, 2));
        assertThat(small()).as(err.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("fresh/fresh-trainings.csv")))
                .isEqualTo(table);
        assertThat(Files.readAllLines(folder.resolve(JOURNAL))).hasSameSizeAs(journal);
    }

    @Test
    void wrong_usage_ends_with_2_before_anything_is_searched() {
        assertThat(fresh("--target", "cifar10")).isEqualTo(2);
        assertThat(fresh("--target", "proxy-fashion", "--trainings", "1")).isEqualTo(2);
        assertThat(fresh("--target", "proxy-fashion", "--method", "magic")).isEqualTo(2);
        assertThat(fresh("--target", "proxy-fashion", "--method", "grabnas magic=1"))
                .isEqualTo(2);
        assertThat(fresh("--target", "proxy-fashion", "--baseline", "gdas")).isEqualTo(2);
        assertThat(err.toString()).contains("expected at least 2, for an interval", "magic", "derives the same cell");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
