package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What cannot be written is noticed before the work begins, with the reason. */
class OutputFileTest {

    @TempDir
    private Path folder;

    private Path file;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), "a file");
    }

    private int run(String... arguments) {
        CommandLine command = Grabnas.commandLine();
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(new StringWriter()));
        return command.execute(arguments);
    }

    /** The settings are wrong too: whoever looked at them first would have begun the work. */
    private void assertRefusedAtOnce(Path out, String reason) {
        assertThat(run(
                        "search",
                        "--method",
                        "random",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "1000000",
                        "--seeds",
                        "100000",
                        "--out",
                        out.toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains("--out: could not write " + out)
                .contains(reason)
                .doesNotContain("\tat ", ".part");
    }

    @Test
    void a_search_that_could_not_write_its_results_does_not_begin() throws IOException {
        assertRefusedAtOnce(folder, "it is a folder; name a file");
        assertRefusedAtOnce(file.resolve("trials.csv"), "a part of its path is a file, no folder");
        assertRefusedAtOnce(folder.resolve("no/trials.csv"), "its folder does not exist; create it first");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void an_experiment_that_could_not_write_into_its_folder_does_not_begin() {
        assertThat(run("experiment", "table1", "--out", file.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("it is a file; expected a folder");
        assertThat(run(
                        "experiment",
                        "table1",
                        "--out",
                        folder.resolve("no/results").toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("its folder does not exist");
    }

    @Test
    void a_link_to_no_folder_is_named_before_the_work() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));
        for (String command : List.of(
                "experiment table1",
                "experiment images --images drawn=" + file,
                "parallel-loss --method random --target proxy-fashion")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--out", link.toString()));
            assertThat(run(words.toArray(String[]::new))).as(command).isEqualTo(CommandLine.ExitCode.USAGE);
        }
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains(
                        "--out " + link + ": it is a link that leads to no folder; make the folder, or remove it"));
    }

    @Test
    void a_folder_of_results_may_hold_a_folder_of_that_name() throws IOException {
        Files.createDirectories(folder.resolve("results/results-"));
        OutputFile.checkFolder(Grabnas.commandLine().getCommandSpec(), "--out", folder);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith("results-"));
    }

    @Test
    void a_missing_input_is_named_with_what_to_do() {
        assertThat(run(
                        "search",
                        "--method",
                        "grabnas",
                        "--target",
                        "proxy-fashion",
                        "--budget",
                        "3",
                        "--decoder",
                        folder.resolve("no.safetensors").toString(),
                        "--out",
                        folder.resolve("trials.csv").toString()))
                .isNotZero();
        assertThat(err.toString())
                .contains("grabnas: could not read a tensor file", "no.safetensors: it does not exist; check the name");
    }
}
