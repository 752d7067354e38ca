package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The comparison beyond the space through the command line, with the images that come with the checkout. */
class ExperimentBeyondCommandTest {

    @TempDir
    private Path parent;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int beyond(Path folder, String... more) {
        return CommandRun.status(
                out,
                err,
                Stream.concat(Stream.of("experiment", "beyond", "--out", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private int small(Path folder) {
        return beyond(
                folder,
                "--target=proxy-fashion",
                "--novel=1000",
                "--budget=30",
                "--set=warm-up=0",
                "--seeds=1",
                "--finalists=2",
                "--trainings=2");
    }

    @Tag("long")
    @Test
    void a_winner_is_searched_chosen_and_trained_against_cells_and_the_same_command_trains_nothing_again()
            throws IOException {
        Path folder = parent.resolve("new");
        assertThat(small(folder)).as(err.toString()).isZero();
        List<String> answers = Files.readAllLines(folder.resolve("beyond/beyond.csv"));
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).startsWith("target,winner,best_cell,").endsWith("better_than_every_cell");
        assertThat(answers.get(1)).startsWith("proxy-fashion,");
        assertThat(Files.readAllLines(folder.resolve("beyond/beyond-searches.csv")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("proxy-fashion,cells,0,30,"))
                .anyMatch(line -> line.startsWith("proxy-fashion,cells and novel graphs,0,30,"));
        assertThat(Files.readAllLines(folder.resolve("beyond/beyond-novel.csv")))
                .hasSizeGreaterThan(1);
        assertThat(Files.readString(folder.resolve("beyond/winner-proxy-fashion.svg")))
                .contains("<svg");
        assertThat(Files.readString(folder.resolve("beyond/beyond.html")))
                .contains("experiment beyond --out", "<img src=\"winner-proxy-fashion.svg\"");
        assertThat(Files.readString(folder.resolve("beyond/provenance.json")))
                .contains("beyond-proxy-fashion.journal", "proxy/proxy-fashion.csv", "grabnas-beyond 1");
        assertThat(Files.readAllLines(folder.resolve("beyond/beyond-finalists.csv")))
                .hasSizeBetween(2, 3);
        assertThat(Files.readAllLines(folder.resolve("beyond/beyond-trainings.csv")))
                .hasSize(3);
        Map<Path, String> before = journals(folder);
        assertThat(before).hasSizeGreaterThanOrEqualTo(2);
        assertThat(small(folder)).isZero();
        assertThat(journals(folder)).isEqualTo(before);
        assertThat(Files.readAllLines(folder.resolve("beyond/beyond.csv"))).isEqualTo(answers);
    }

    private static Map<Path, String> journals(Path folder) throws IOException {
        Map<Path, String> journals = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("trainings"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".journal")).toList()) {
                journals.put(file, Files.readString(file));
            }
        }
        return journals;
    }

    @Test
    void what_cannot_be_done_is_refused_before_anything_is_trained() {
        Path folder = parent.resolve("nothing");
        assertThat(beyond(folder, "--target=cifar10")).isEqualTo(2);
        assertThat(err.toString()).contains("cifar10", "proxy-fashion");
        assertThat(beyond(folder, "--target=proxy-fashion", "--trainings=1")).isEqualTo(2);
        assertThat(err.toString()).contains("--trainings 1");
        assertThat(beyond(folder, "--target=proxy-fashion", "--decoders=" + parent))
                .isEqualTo(2);
        assertThat(err.toString()).contains("proxy-0-decoder.safetensors is missing");
        assertThat(beyond(folder, "--target=proxy-fashion", "--set=etta=1")).isEqualTo(2);
        assertThat(err.toString()).contains("etta");
        assertThat(beyond(folder, "--target=proxy-fashion", "--seed=1499998")).isEqualTo(2);
        assertThat(err.toString()).contains("seeds 1499998 to 1500000: expected them from 0 to 1499999");
        assertThat(folder).doesNotExist();
    }
}
