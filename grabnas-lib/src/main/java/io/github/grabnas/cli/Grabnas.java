package io.github.grabnas.cli;

import io.github.grabnas.data.FileFault;
import io.github.grabnas.experiment.run.LibraryVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code grabnas}. */
@Command(
        name = "grabnas",
        description = "Meta neural architecture search by Bayesian optimisation and guided graph generation.",
        subcommands = {
            SearchCommand.class,
            TrainCommand.class,
            ClassifyCommand.class,
            DescribeCommand.class,
            MeasureCommand.class,
            OneShotCommand.class,
            ExperimentCommand.class,
            ParallelLossCommand.class,
            TrainFeaturesCommand.class,
            TrainAutoencoderCommand.class,
            TrainDecoderCommand.class,
            MetaTrainCommand.class,
            MetaTrainMetaD2aCommand.class,
            SurrogateQualityCommand.class,
            CourseCommand.class,
            EnvironmentCommand.class,
            CheckGpuCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Grabnas.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Grabnas implements Runnable {

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    private Grabnas() {}

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String[] arguments) {
        // Tribuo's forests report every tree.
        TRIBUO.setLevel(Level.WARNING);
        int status;
        try {
            status = commandLine().execute(arguments);
        } catch (OutOfMemoryError e) {
            System.err.println("grabnas: " + outOfMemory());
            status = CommandLine.ExitCode.SOFTWARE;
        }
        System.exit(status);
    }

    private static String outOfMemory() {
        return "out of memory: Java's heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB is too small; set a larger one, such as JAVA_TOOL_OPTIONS=-Xmx4g (each command's --help says "
                + "what it needs)";
    }

    private static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return outOfMemory();
            }
        }
        return FileFault.message(failure);
    }

    /** The command line, for tests and for embedding. */
    public static CommandLine commandLine() {
        return new CommandLine(new Grabnas())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new FileName())
                .setExecutionStrategy(ImageSearchHelp::orRun)
                .setParameterExceptionHandler(Grabnas::misused)
                .setExecutionExceptionHandler(Grabnas::failed);
    }

    /** One line: the whole usage after it would hide what is wrong. */
    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        if (ImageSearchHelp.printed(command, arguments)) {
            return CommandLine.ExitCode.OK;
        }
        String name = command.getCommandSpec().qualifiedName();
        StringWriter suggestions = new StringWriter();
        UnmatchedArgumentException.printSuggestions(misuse, new PrintWriter(suggestions, true));
        command.getErr()
                .println(name + ": "
                        + (misuse.getMessage() + "; " + suggestions).strip().replaceAll("\\s*\\R\\s*", "; ")
                        + (suggestions.toString().isEmpty() ? " " : "; ") + "'" + name
                        + " --help' shows what it takes");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        Grabnas top = (Grabnas) command.getCommandSpec().root().userObject();
        command.getErr().println("grabnas: " + message(failure));
        if (top.verbose) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "missing command; expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"GraB-NAS for Java " + LibraryVersion.text()};
        }
    }
}
