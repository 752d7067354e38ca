package io.github.grabnas.cli;

import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.RunKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code grabnas experiment}: the paper's tables and figures, measured beside published. */
@Command(
        name = "experiment",
        subcommands = {ExperimentBeyondCommand.class, ExperimentFreshCommand.class, ExperimentImagesCommand.class},
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough, and the process takes 1.2 GB. With --train by the published "
                + "recipe a heap of 4 GiB is needed: set JAVA_TOOL_OPTIONS=-Xmx4g.",
        description =
                "Make one of the paper's tables or figures, or the ablations: tables as CSV and HTML, charts, every "
                        + "trial, and where they come from. An experiment that was stopped continues from its finished "
                        + "searches.")
final class ExperimentCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final String VERDICT = "verdict";
    private static final List<String> WITH_AGAIN = List.of("--again", "--out", "--data", "--verbose");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "table1, table2, table3, figure2, figure3, figure4, adaptation, ablations, or all (tables, "
                    + "figures and verdict; with --studies also adaptation and ablations). verdict searches nothing: "
                    + "it writes DIR/verdict.md, what the results in DIR say of the paper's claims.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the results, with a folder in it for each experiment; made if it is missing. "
                    + "Default with --again: the folder 'again' beside FILE.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--again",
            paramLabel = "FILE",
            description =
                    "Run the experiment of a provenance.json again, from that file alone, and compare the numbers.")
    private Optional<Path> again = Optional.empty();

    @Option(names = "--studies", description = "With all: make adaptation and ablations too, which take hours more.")
    private boolean studies;

    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() throws IOException {
        if (again.isPresent()) {
            return again(again.get());
        }
        if (name.isEmpty()) {
            throw usage("missing experiment; expected one of " + String.join(", ", PaperExperiment.names()) + ", " + ALL
                    + ", " + VERDICT);
        }
        Path folder = folder(out.orElseThrow(() -> usage("Missing required option: '--out=DIR'")));
        if (name.get().equals(VERDICT)) {
            return verdict(folder);
        }
        if (studies && !name.get().equals(ALL)) {
            throw usage("--studies goes with " + ALL + ", not with " + name.get());
        }
        List<String> names = !name.get().equals(ALL)
                ? List.of(name.get())
                : studies ? PaperExperiment.names() : PaperExperiment.ofThePaper();
        ExperimentTables tables = new ExperimentTables(options.dataFolder());
        List<ExperimentSession> sessions = names.stream()
                .map(one -> new ExperimentSession(spec, one, folder, options, tables))
                .toList();
        if (sessions.size() > 1 || !PaperExperiment.ofThePaper().contains(name.get())) {
            announce(sessions);
        }
        for (ExperimentSession session : sessions) {
            session.run();
        }
        return name.get().equals(ALL) ? verdict(folder) : CommandLine.ExitCode.OK;
    }

    private int verdict(Path folder) throws IOException {
        spec.commandLine().getOut().println("The paper's claims: " + VerdictFile.write(folder));
        return CommandLine.ExitCode.OK;
    }

    /** How many searches there will be and about how long they take, before the first. */
    private void announce(List<ExperimentSession> sessions) throws IOException {
        Set<RunKey> missing = new LinkedHashSet<>();
        for (ExperimentSession session : sessions) {
            missing.addAll(session.missing());
        }
        double seconds = missing.stream().mapToDouble(ExpectedDuration::seconds).sum() / options.threads();
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%d searches of %d evaluations on tables, about %d minutes on %d threads; those that are done "
                                + "already, in %s, are not among them%n",
                        missing.size(),
                        options.budget(),
                        (long) Math.ceil(seconds / 60),
                        options.threads(),
                        folder("runs"));
        spec.commandLine().getErr().flush();
    }

    private Path folder(String inside) {
        return out.orElseThrow().resolve(inside);
    }

    private int again(Path file) throws IOException {
        if (name.isPresent()) {
            throw usage("--again takes everything from its file; leave '" + name.get() + "' out");
        }
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(o -> !WITH_AGAIN.contains(o))
                .findFirst()
                .ifPresent(o -> {
                    throw usage("--again takes everything from its file; leave " + o
                            + " out (expected only --out, --data, --verbose)");
                });
        if (!Files.isRegularFile(file)) {
            throw usage("--again " + file
                    + ": there is no such file; expected a provenance.json that grabnas experiment wrote");
        }
        Provenance before = Provenance.read(file);
        ExperimentCommand recorded = recorded(file, before);
        Path folder = folder(out.orElse(file.toAbsolutePath().getParent().resolve("again")));
        ExperimentOptions recordedOptions = recorded.options.withData(options.data());
        Provenance after = new ExperimentSession(
                        spec,
                        recorded.name.orElseThrow(),
                        folder,
                        recordedOptions,
                        new ExperimentTables(recordedOptions.dataFolder()))
                .run();
        List<String> differences = before.differences(after);
        String how = after.searches().run() + " of " + after.searches().all()
                + " searches were run now, the others found in " + folder;
        if (differences.isEmpty()) {
            spec.commandLine().getOut().println("equal: all numbers are those of " + file + " (" + how + ")");
            return CommandLine.ExitCode.OK;
        }
        spec.commandLine()
                .getErr()
                .println("grabnas: not equal to " + file + " (" + how + "): " + String.join("; ", differences));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The command of a provenance, parsed. */
    private ExperimentCommand recorded(Path file, Provenance before) {
        if (spec.subcommands().containsKey(before.experiment())) {
            throw usage("--again " + file + ": it is of 'experiment " + before.experiment()
                    + "', which is not run from its file; its command is: grabnas "
                    + String.join(" ", before.command()));
        }
        ExperimentCommand recorded = new ExperimentCommand();
        try {
            new CommandLine(recorded)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(before.command().toArray(String[]::new));
        } catch (ParameterException e) {
            throw usage("--again " + file + ": its command cannot be run: " + e.getMessage());
        }
        return recorded;
    }

    private Path folder(Path folder) throws IOException {
        OutputFile.checkFolder(spec, "--out", folder);
        return Files.createDirectories(folder);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
