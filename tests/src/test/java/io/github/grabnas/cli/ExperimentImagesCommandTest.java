package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.FolderLock;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.experiment.run.DataChecksums;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code experiment images}: two methods beside the plain cell, in a second each. */
class ExperimentImagesCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String minutes, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "experiment",
                "images",
                "--images",
                "drawn=" + folder.resolve("my pictures"),
                "--method",
                "random,evolution",
                "--seeds",
                "1",
                "--minutes",
                minutes,
                "--engine",
                "vector",
                "--out",
                folder.resolve("my result").toString()));
        for (String setting :
                List.of("search-pixels=8", "search-epochs=2", "final-pixels=8", "final-channels=2", "final-epochs=2")) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return CommandRun.status(out, err, arguments.toArray(String[]::new));
    }

    @Tag("long")
    @Test
    void runs_become_tables_a_page_and_their_provenance_and_the_same_command_runs_none_twice() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true);
        Path result = folder.resolve("my result");
        assertThat(run("0.02")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("the tables are in " + result);
        assertThat(err.toString()).contains("run 1 of 4: drawn, random, seed 0", "run 4 of 4");
        List<String> lines = Files.readAllLines(result.resolve("images.csv"));
        assertThat(lines).hasSize(5);
        assertThat(lines.subList(1, 5))
                .extracting(line -> line.split(",")[1])
                .containsExactly("random", "evolution", "all-3x3", "all-3x3-final-time");
        assertThat(Files.readAllLines(result.resolve("images-table.csv"))).hasSize(5);
        assertThat(Files.readString(result.resolve("images.html"))).contains("all-3x3");
        try (Stream<Path> runs = Files.list(result.resolve("runs"))) {
            assertThat(runs.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("drawn-random-0.csv", "drawn-evolution-0.csv");
        }
        JsonNode provenance = provenance(result);
        assertThat(provenance.get("command").toString())
                .startsWith("[\"kernel-setup/grabnas\",\"experiment\",\"images\"");
        assertThat(provenance.get("minutes").asDouble()).isEqualTo(0.02);
        assertThat(provenance.get("images").get("drawn").asText())
                .isEqualTo(lines.get(1).substring(lines.get(1).lastIndexOf(',') + 1));
        assertThat(provenance.get("weights").size()).isPositive();
        assertThat(provenance.get("lines").asText()).isEqualTo(DataChecksums.sha256(result.resolve("images.csv")));
        assertThat(provenance.get("runs").asInt()).isEqualTo(4);
        assertThat(provenance.get("ranNow").asInt()).isEqualTo(4);

        Files.write(result.resolve("images.csv"), lines.subList(0, 4));
        assertThat(run("0.02")).as(err.toString()).isZero();
        assertThat(Files.readAllLines(result.resolve("images.csv")))
                .hasSize(5)
                .startsWith(lines.subList(0, 4).toArray(String[]::new));
        assertThat(provenance(result).get("ranNow").asInt()).isEqualTo(1);

        Files.delete(result.resolve("images-table.csv"));
        assertThat(run("0.02")).as(err.toString()).isZero();
        assertThat(Files.readAllLines(result.resolve("images-table.csv"))).hasSize(5);
        assertThat(provenance(result).get("ranNow").asInt()).isZero();
        assertThat(result.resolve(".lock")).doesNotExist();

        assertThat(run("1")).isEqualTo(1);
        assertThat(err.toString()).contains("the file holds runs of 0.02 minutes");
    }

    @Test
    void trials_of_datasets_whose_names_differ_in_other_letters_have_files_of_their_own() {
        assertThat(Stream.of("\u732b", "\u72ac", "a b", "a_b", "plain")
                        .map(ExperimentImagesCommand::plainName)
                        .distinct())
                .hasSize(5)
                .contains("a_b", "plain")
                .allMatch(name -> name.matches("[\\w.-]+"));
    }

    @Test
    void a_folder_that_another_command_writes_into_is_refused() throws IOException {
        DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true);
        Path result = Files.createDirectory(folder.resolve("my result"));
        try (FolderLock lock = FolderLock.of(result)) {
            assertThat(lock.folder()).isEqualTo(result);
            assertThat(run("0.02")).isEqualTo(1);
            assertThat(err.toString()).contains("my result: another process is writing results into this folder");
        }
        assertThat(result).isEmptyDirectory();
        // What a killed process leaves of its lock.
        Files.createFile(result.resolve(".lock"));
        FolderLock.of(result).close();
        assertThat(result).isEmptyDirectory();
    }

    private static JsonNode provenance(Path result) throws IOException {
        return new ObjectMapper().readTree(result.resolve("provenance.json").toFile());
    }

    @Test
    void what_cannot_be_compared_ends_in_one_line_before_anything_is_run() throws IOException {
        assertThat(run("0.02")).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.startsWith("grabnas:")))
                .singleElement()
                .asString()
                .contains("my pictures", "it does not exist; check the name");
        assertThat(run("0.02", "--method", "steam")).isEqualTo(2);
        assertThat(run("0.02", "--set", "pixels=8")).isEqualTo(2);
        assertThat(run("none")).isEqualTo(2);
        assertThat(folder.resolve("my result/images.csv")).doesNotExist();
    }
}
