package io.github.grabnas.cli;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.nn.dl4j.Nd4jBackend;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.nio.file.Path;

/** {@code grabnas environment}: what the library runs on and which public data it finds. */
@Command(
        name = "environment",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 0.3 GB.",
        description = "Show Java, the numerical backend and the public data files that are found.")
final class EnvironmentCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Java     " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("ND4J     " + nd4j());
        DataFolder data = DataFolder.find();
        out.println("Table    "
                + data.file(DataFolder.NATS_BENCH)
                        .map(Path::toString)
                        .orElseGet(() -> data.howToGet(DataFolder.NATS_BENCH)));
        out.flush();
    }

    /** A machine that ND4J does not start on still searches, encodes and trains; so this is no failure. */
    private static String nd4j() {
        try {
            return Nd4jBackend.start().toString();
        } catch (IllegalStateException notStarted) {
            return notStarted.getMessage();
        }
    }
}
