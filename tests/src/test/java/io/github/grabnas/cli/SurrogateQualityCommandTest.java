package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The command that measures the surrogates of the clone. */
class SurrogateQualityCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... more) {
        return CommandRun.status(
                out,
                err,
                Stream.concat(Stream.of("surrogate-quality"), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void one_measurement_can_be_made_alone_and_gives_the_committed_file() throws IOException {
        Path file = folder.resolve("held-out.csv");
        assertThat(run("proxy", "--held-out", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(file))
                .isEqualTo(Files.readAllLines(DataFolder.embedded("meta/held-out-proxy.csv")));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void without_a_file_there_is_nothing_to_measure() {
        assertThat(run("proxy")).isEqualTo(2);
        assertThat(err.toString())
                .contains("nothing to measure; expected a file with one of --out, --held-out, --dataset-effect, "
                        + "--coverage, --novel");
    }

    @Test
    void a_folder_without_checkpoints_is_refused_before_anything_is_measured() {
        String file = folder.resolve("held-out.csv").toString();
        assertThat(run("proxy", "--held-out", file, "--ablations", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("it has no checkpoint; expected files such as proxy-NAME-0.safetensors");
        assertThat(Path.of(file)).doesNotExist();
    }

    @Test
    void what_is_measured_at_proxy_scale_alone_is_refused_on_the_public_tables() {
        String file = folder.resolve("novel.csv").toString();
        assertThat(run("paper", "--novel", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--novel goes with proxy, not with paper");
    }
}
