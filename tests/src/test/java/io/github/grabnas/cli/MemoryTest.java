package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the commands say about the memory that they need. */
@Tag("long")
class MemoryTest {

    private static final int MOST_KILOBYTES = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void every_command_states_its_memory_in_its_help() {
        for (CommandLine command : Grabnas.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).contains("Memory: a heap of 2 GiB is enough");
        }
    }

    /** Memory is at its peak within the first step and epoch. */
    @ParameterizedTest
    @ValueSource(strings = {LargeCommand.TRAIN_AUTOENCODER, "meta-train proxy --steps 1"})
    void the_largest_commands_run_in_a_heap_of_2_GiB_and_2_GiB_beside_it(String line) {
        LargeCommand done = LargeCommand.of(line);
        assertThat(done.status()).as(done.output()).isZero();
        assumeThat(done.kilobytes())
                .as("the system tells how much memory a process takes")
                .isPositive();
        assertThat(done.kilobytes()).isLessThan(MOST_KILOBYTES);
    }

    @Test
    void a_heap_that_is_too_small_is_told_in_one_line() throws IOException, InterruptedException {
        List<String> command = LargeCommand.java("40m");
        command.addAll(List.of(
                "train-decoder",
                "data/meta/proxy-0.safetensors",
                "--out",
                folder.resolve("out.safetensors").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("output")))
                .contains("grabnas: out of memory: Java's heap of 40 MiB is too small; set a larger one")
                .doesNotContain("\tat ");
    }
}
