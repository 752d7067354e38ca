package io.github.grabnas.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    static Optional<Path> nbconvert() {
        return Stream.of(Path.of(".venv", "bin"), Path.of("/usr/bin"))
                .map(folder -> folder.resolve("jupyter-nbconvert")).filter(Files::isExecutable).findFirst();
    }

    static Jupyter withKernelSpec() throws IOException, InterruptedException {
        Path specs = WORK.resolve("jupyter");
        Files.createDirectories(specs);
        Run run = run(List.of("bash", "kernel-setup/start.sh", "--kernelspec", specs.toString()));
        if (run.status() != 0) {
            throw new IllegalStateException("the kernel spec could not be written: " + run.output());
        }
        return new Jupyter(nbconvert().orElseThrow(), specs);
    }

    record Run(int status, String output) {
    }

    record Execution(Run run, Path file) {
    }

    /**
     * Executes a notebook, with further environment variables, on a fresh kernel, in the notebook's own folder, and goes on behind errors.
     * Rarely, Jupyter and a starting kernel miss each other's first message; then another is started.
     */
    Execution execute(Path notebook, String... environment) throws IOException, InterruptedException {
        Path folder = WORK.resolve("executed");
        Files.createDirectories(folder);
        Run run = attempt(notebook, folder, environment);
        for (int again = 0; again < 2 && run.output().contains("Kernel didn't respond"); again++) {
            run = attempt(notebook, folder, environment);
        }
        return new Execution(run, folder.resolve(notebook.getFileName()));
    }

    private Run attempt(Path notebook, Path folder, String... environment) throws IOException, InterruptedException {
        List<String> variables = new ArrayList<>(List.of(environment));
        variables.add("JUPYTER_PATH=" + specs);
        // A kernel of the same name in the user's own folder would win.
        variables.add("JUPYTER_DATA_DIR=" + specs);
        return run(List.of(nbconvert.toString(), "--log-level=ERROR", "--to", "notebook", "--execute",
                "--allow-errors", "--ExecutePreprocessor.kernel_name=java",
                "--ExecutePreprocessor.startup_timeout=30", "--ExecutePreprocessor.timeout=900",
                "--output-dir", folder.toString(), notebook.toString()), variables.toArray(String[]::new));
    }

    private static Run run(List<String> command, String... environment) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path log = Files.createTempFile(WORK, "run", ".log");
        List<String> whole = new ArrayList<>(List.of("env"));
        whole.addAll(List.of(environment));
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Run(-1, "no end after 20 minutes: " + Files.readString(log));
        }
        return new Run(process.exitValue(), Files.readString(log));
    }
}
