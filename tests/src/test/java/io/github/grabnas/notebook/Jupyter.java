package io.github.grabnas.notebook;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.grabnas.notebook.Shell.Run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Jupyter of this machine, with a kernel spec of the test's own that the set-up script writes. */
final class Jupyter {

    private static final Path WORK = Path.of("tests", "target", "notebooks").toAbsolutePath();

    private final Path nbconvert;
    private final Path specs;

    private Jupyter(Path nbconvert, Path specs) {
        this.nbconvert = nbconvert;
        this.specs = specs;
    }

    private static Optional<Path> nbconvert() {
        return Stream.of(Path.of(".venv", "bin"), Path.of("/usr/bin"))
                .map(folder -> folder.resolve("jupyter-nbconvert"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test where there is no Jupyter, but fails it where {@code GRABNAS_REQUIRE_NOTEBOOKS} is true. */
    static Jupyter required() throws IOException, InterruptedException {
        boolean ready = nbconvert().isPresent()
                && Files.exists(Path.of("grabnas-lib/target/runtime.classpath"))
                && Files.exists(Path.of("kernel-setup/target/kernel"));
        String how =
                "Jupyter or the packaged library is missing, so no notebook is run; set up with kernel-setup/start.sh "
                        + "--setup";
        if (!ready && Boolean.parseBoolean(System.getenv("GRABNAS_REQUIRE_NOTEBOOKS"))) {
            fail(how);
        }
        if (!ready) {
            System.out.println(how);
        }
        assumeTrue(ready, how);
        return of(Path.of(""), WORK.resolve("jupyter"));
    }

    /** With the kernel of a checkout, whose spec is written to a folder. */
    static Jupyter of(Path checkout, Path specs) throws IOException, InterruptedException {
        Files.createDirectories(specs);
        Run run = Shell.run(List.of(
                "bash", checkout.resolve("kernel-setup/start.sh").toString(), "--kernelspec", specs.toString()));
        if (run.status() != 0) {
            throw new IllegalStateException("the kernel spec could not be written: " + run.output());
        }
        return new Jupyter(nbconvert().orElseThrow(), specs);
    }

    /** The folder that holds {@code kernels/java}. */
    Path specs() {
        return specs;
    }

    /** The Python that has Jupyter. */
    Path python() {
        return nbconvert.resolveSibling("python3");
    }

    record Execution(Run run, Path file) {}

    /**
     * Executes a notebook, with further environment variables, on a fresh kernel, in the notebook's own folder, and
     * goes on behind errors.
     */
    Execution execute(Path notebook, String... environment) throws IOException, InterruptedException {
        Path folder = WORK.resolve("executed");
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(List.of(environment));
        // A kernel of the same name in the user's own folder would win.
        command.addAll(List.of(
                "JUPYTER_PATH=" + specs,
                "JUPYTER_DATA_DIR=" + specs,
                nbconvert.toString(),
                "--log-level=ERROR",
                "--to",
                "notebook",
                "--execute",
                "--allow-errors",
                "--ExecutePreprocessor.kernel_name=java",
                "--ExecutePreprocessor.startup_timeout=300",
                "--ExecutePreprocessor.timeout=900",
                "--output-dir",
                folder.toString(),
                notebook.toString()));
        return new Execution(Shell.run(command), folder.resolve(notebook.getFileName()));
    }
}
