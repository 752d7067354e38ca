package io.github.grabnas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A command that was run in a process of its own with a heap of 2 GiB and 2 GiB beside it. Each is run once, for all
 * tests that look at its memory or at its result.
 *
 * @param status with which it ended
 * @param kilobytes the most that the process took; 0 where the system does not tell
 * @param output what it printed
 * @param file its result, to be read only
 */
record LargeCommand(int status, long kilobytes, String output, Path file) {

    /** Trains the autoencoder of cells for one epoch a stage. */
    static final String TRAIN_AUTOENCODER = "train-autoencoder --epochs 1 --report-cells 40";

    private static final Map<String, LargeCommand> DONE = new ConcurrentHashMap<>();

    /** The command line up to the command's name. */
    static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Grabnas.class.getName()));
    }

    /** Runs a command that takes {@code --out}, unless it was run before. */
    static LargeCommand of(String line) {
        return DONE.computeIfAbsent(line, LargeCommand::run);
    }

    private static LargeCommand run(String line) {
        try {
            Path folder = Files.createTempDirectory("large-command");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("out.safetensors");
            Path output = folder.resolve("output");
            file.toFile().deleteOnExit();
            output.toFile().deleteOnExit();
            List<String> command = java("2g");
            command.addAll(List.of(line.split(" ")));
            command.addAll(List.of("--out", file.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            long peak = 0;
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakKilobytes(status));
            }
            return new LargeCommand(process.exitValue(), peak, Files.readString(output), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while '" + line + "' ran", e);
        }
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
}
