package io.github.grabnas.notebook;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs from the top of the checkout. */
final class Shell {

    private Shell() {}

    /**
     * How a program ended.
     *
     * @param status its exit status, -1 if it was ended after 20 minutes
     * @param output what it printed, to either stream
     */
    record Run(int status, String output) {}

    /** Skips a test where there is no bash or the library is not packaged. */
    static void assumeBuiltLibrary() {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash"))
                        && Files.exists(Path.of("grabnas-lib/target/runtime.classpath")),
                "needs bash and the packaged library");
    }

    /**
     * Runs a program to its end; its output goes through a file, so that a process that it leaves behind does not keep
     * the test.
     */
    static Run run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("run", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(20, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        Files.delete(log);
        return new Run(ended ? process.exitValue() : -1, output);
    }

    /** Runs a script of bash, which stops at the first error; {@code $1} and so on are the arguments. */
    static Run bash(String script, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-euc", script, "bash"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(command);
    }

    /**
     * The beginning of a script that makes {@code $clone}, a built checkout in a folder within {@code $1} whose name
     * has spaces and letters that are not ASCII. A script makes and removes it, because Java cannot name such a folder
     * in every locale.
     */
    static final String CLONE = """
            clone=$1/$(printf 'Klon f\\303\\274r \\303\\234bungen')
            trap 'rm -rf "$clone"' EXIT
            mkdir -p "$clone/kernel-setup" "$clone/grabnas-lib" "$clone/notebooks"
            cp kernel-setup/grabnas kernel-setup/start.sh kernel-setup/java.sh "$clone/kernel-setup"
            ln -s "$PWD/kernel-setup/target" "$clone/kernel-setup/target"
            ln -s "$PWD/grabnas-lib/target" "$clone/grabnas-lib/target"
            ln -s "$PWD/data" "$clone/data"
            """;
}
