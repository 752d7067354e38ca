package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.search.oneshot.OneShotRunFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class OneShotCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... more) {
        return CommandRun.status(out, err, more);
    }

    private int oneShot(String... more) {
        List<String> arguments = new ArrayList<>(List.of("one-shot", "--out", folder.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void runs_are_written_and_not_made_again() throws IOException {
        String[] arguments = {
            "--methods",
            "gdas,darts",
            "--targets",
            "proxy-digits",
            "--seed",
            "4",
            "--set",
            "epochs=2",
            "--set",
            "steps=2",
            "--set",
            "batch-size=64"
        };
        assertThat(oneShot(arguments)).as(err.toString()).isZero();
        Path file = folder.resolve(OneShotRun.place("proxy-digits", "gdas", Map.of("epochs", "2", "steps", "2"), 4));
        OneShotRun run = OneShotRunFile.read(file);
        assertThat(run.epochs()).hasSize(2);
        assertThat(run.command())
                .isEqualTo("grabnas one-shot --methods gdas --targets proxy-digits --seed 4 --set epochs=2 --set "
                        + "steps=2 --out data/oneshot");
        assertThat(out.toString()).contains("gdas epochs=2 steps=2 on proxy-digits, seed 4: " + run.derived());
        Files.writeString(file, "as it was");
        assertThat(oneShot(arguments)).isZero();
        assertThat(out.toString()).contains(file + " is there");
        assertThat(file).hasContent("as it was");
    }

    @Test
    void a_summary_of_kept_runs_trains_nothing() throws IOException {
        assertThat(oneShot("--summary", DataFolder.embedded("oneshot").toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("126 runs of ");
        assertThat(Files.readAllLines(folder.resolve("summary.csv")))
                .hasSize(1 + 6 * 7)
                .anyMatch(line -> line.startsWith("proxy-fashion,darts order=2,3,"));
        assertThat(folder.resolve("runs.csv")).exists();
        assertThat(folder.resolve("curves.csv")).exists();
        assertThat(oneShot("--summary", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere: there is no such folder; expected one of runs");
        assertThat(oneShot("--methods", "gdas")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--targets=TARGET'");
    }

    @Test
    void what_cannot_be_run_is_wrong_usage() {
        assertThat(oneShot("--methods", "tnas", "--targets", "proxy-digits")).isEqualTo(2);
        assertThat(err.toString()).contains("'tnas' is no one-shot method");
        assertThat(oneShot("--targets", "imagenet16-120")).isEqualTo(2);
        assertThat(err.toString()).contains("'imagenet16-120' has no images; expected one of [proxy-cifar10");
        assertThat(oneShot("--targets", "proxy-digits", "--set", "epochs=0")).isEqualTo(2);
        assertThat(err.toString()).contains("epochs=0: expected a whole number, at least 1");
    }

    @Test
    void a_one_shot_search_spends_one_evaluation_of_its_budget() throws IOException {
        Path file = folder.resolve("trials.csv");
        assertThat(run(
                        "search",
                        "--method",
                        "gdas",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "20",
                        "--set",
                        "epochs=1",
                        "--set",
                        "steps=2",
                        "--out",
                        file.toString()))
                .as(err.toString())
                .isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("gdas,proxy-fashion,0,0,1,|").contains(",derived,");
    }
}
