package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the commands say about the memory that they need. */
class MemoryTest {

    private static final int MOST_KILOBYTES = 4 << 20;

    @TempDir
    private Path folder;

    private static List<String> command(String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Grabnas.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    @Test
    void every_command_states_its_memory_in_its_help() {
        for (CommandLine command : Grabnas.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).contains("Memory: a heap of 2 GiB is enough");
        }
    }

    /** Memory is at its peak within the first step and epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"train-autoencoder --epochs 1 --report-cells 40", "meta-train proxy --steps 1"})
    void the_largest_commands_run_in_a_heap_of_2_GiB_and_2_GiB_beside_it(String line)
            throws IOException, InterruptedException {
        List<String> command = command("2g", line.split(" "));
        command.addAll(List.of("--out", folder.resolve("out.safetensors").toString()));
        Process process = start(command);
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKilobytes(status));
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        assumeThat(peak).as("the system tells how much memory a process takes").isPositive();
        assertThat(peak).isLessThan(MOST_KILOBYTES);
    }

    private static long peakKilobytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // The process has just ended.
            return 0;
        }
    }

    @Test
    void a_heap_that_is_too_small_is_told_in_one_line() throws IOException, InterruptedException {
        Process process = start(command(
                "40m",
                "train-decoder",
                "data/meta/proxy-0.safetensors",
                "--out",
                folder.resolve("out.safetensors").toString()));
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("output")))
                .contains("grabnas: out of memory: Java's heap of 40 MiB is too small; set a larger one")
                .doesNotContain("\tat ");
    }
}
