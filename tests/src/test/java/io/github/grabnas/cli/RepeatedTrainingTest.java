package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command that the results of {@code train} name. */
class RepeatedTrainingTest {

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|[^\\s']+");

    @TempDir
    private Path folder;

    @Test
    void the_command_that_a_training_of_minutes_prints_repeats_it_in_its_own_folder() throws IOException {
        Path result = folder.resolve("my result");
        CommandRun trained = CommandRun.of(
                "train",
                "--architecture",
                "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|",
                "--images",
                DrawnPictures.classFolders(folder.resolve("my pictures"), 12, true)
                        .toString(),
                "--out",
                result.toString(),
                "--image-size",
                "8",
                "--channels",
                "2",
                "--minutes",
                "0.002");
        assertThat(trained.status()).as(trained.err()).isZero();
        JsonNode provenance =
                new ObjectMapper().readTree(result.resolve("provenance.json").toFile());
        List<String> command =
                new ArrayList<>(ARGUMENT.matcher(provenance.path("command").asText())
                        .results()
                        .map(found -> found.group(1) == null ? found.group() : found.group(1))
                        .toList());
        assertThat(command.remove(0)).isEqualTo("kernel-setup/grabnas");
        assertThat(command).contains("--epochs").doesNotContain("--minutes");
        byte[] network = Files.readAllBytes(result.resolve("model.onnx"));

        List<String> other = new ArrayList<>(command);
        other.add("--mirror");
        assertThat(CommandRun.of(other).err()).contains("of another training or of something else");
        for (int time = 0; time < 2; time++) {
            CommandRun again = CommandRun.of(command);
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(result.resolve("model.onnx")).hasBinaryContent(network);
        }
    }
}
