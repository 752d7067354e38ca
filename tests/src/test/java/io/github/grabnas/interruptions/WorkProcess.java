package io.github.grabnas.interruptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link SmallWork} in a process of its own. */
final class WorkProcess {

    private final Process process;
    private final Path output;

    private WorkProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** The command that does the work in a folder. */
    static List<String> command(SmallWork work, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Starts of processes are what takes long; code that is barely compiled gives the same bits.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SmallWork.class.getName(),
                work.name(),
                folder.toString());
    }

    /** Starts a command; what it prints goes to a file. */
    static WorkProcess start(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new WorkProcess(process, output);
    }

    /**
     * Waits for the end, but not longer than so many milliseconds; then the process is killed by a signal that it
     * cannot catch.
     *
     * @return whether it was killed
     */
    boolean killedAfter(long milliseconds) throws InterruptedException, IOException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            assertThat(process.exitValue()).as(output()).isZero();
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /** Whether it has not ended. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end and gives the exit status. */
    int status() throws InterruptedException {
        return process.waitFor();
    }

    /** What it printed. */
    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
