package io.github.grabnas.cli;

import io.github.grabnas.data.FolderLock;
import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.ImageSearchSettings;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.SearchExperiment;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;
import io.github.grabnas.experiment.run.TrialFile;
import io.github.grabnas.search.Preset;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Setting;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas search}: repeats a search with several seeds and writes every trial to a file. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 1.2 GB; with --train 0.7 GB.",
        description = "Search for a good architecture with several seeds and write every trial to a CSV file; or, with "
                + "--images alone, for the one that does well on your own images, and train it.")
final class SearchCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--method",
            description = "random, evolution, bo-onehot, tnas, metad2a, grabnas or grabnas-knn, or a one-shot method: "
                    + "darts, gdas, setn, rsps, pc-darts or drnas; with --images alone none of these, "
                    + "and grabnas if not given.")
    private Optional<String> method = Optional.empty();

    @Option(
            names = "--help-settings",
            description = "Show the settings of the method, with their defaults and ranges, and end.")
    private boolean helpSettings;

    @Mixin
    private SearchTargetOptions target;

    @Mixin
    private ImageSearchOptions ownImages;

    @Option(
            names = "--budget",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Distinct architectures that one search evaluates.")
    private Optional<Integer> budget = Optional.empty();

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            defaultValue = "1",
            description = "How many searches (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first search's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv|DIR",
            description = "Where to write the trials; with --images alone the folder of the result.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--prune-top",
            converter = WholeNumber.CountOrNone.class,
            defaultValue = "0",
            paramLabel = "M",
            description = "Remove the target's M best architectures from the space; M functions, with all their cells, "
                    + "where each was measured once for all of them (default: ${DEFAULT-VALUE}).")
    private int pruneTop;

    @Option(
            names = "--parallel",
            converter = WholeNumber.Count.class,
            defaultValue = "1",
            paramLabel = "Q",
            description = "Evaluate Q architectures at a time: as soon as one has its answer, the next is proposed. "
                    + "With --train on Q threads; on a table with simulated durations, in proportion to the "
                    + "multiply-adds of a network (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "A setting of the method; may be repeated; see --help-settings.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        SearchMethod searchMethod = WrongUsage.or(spec, () -> SearchMethod.of(method()));
        if (helpSettings) {
            PrintWriter console = spec.commandLine().getOut();
            console.println(searchMethod.label() + ": " + searchMethod.description());
            console.print(
                    searchMethod.settings().isEmpty()
                            ? "It has no settings.\n"
                            : Setting.table(searchMethod.settings()) + Preset.table(searchMethod.settings()));
            if (target.ownImages().isPresent()) {
                console.println("a search on images, by any method but one-shot ones:");
                console.print(Setting.table(ImageSearchSettings.table()));
            }
            console.flush();
            return CommandLine.ExitCode.OK;
        }
        if (target.ownImages().isPresent()) {
            return searchImages(searchMethod, target.ownImages().get());
        }
        if (ownImages.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--minutes, --max-parameters, --max-flops and --max-milliseconds go with --images PATH without "
                            + "--target and --table");
        }
        Path file = out.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--out=FILE.csv'"));
        int evaluations = budget.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--budget=N'"));
        WrongUsage.or(spec, () -> searchMethod.values(settings));
        OutputFile.check(spec, "--out", file);
        try (SearchTargetOptions.Opened opened = target.open(spec, file)) {
            search(searchMethod, opened.target(), evaluations, file);
        }
        return CommandLine.ExitCode.OK;
    }

    private String method() {
        return method.or(() -> target.ownImages().map(images -> SearchMethod.GRABNAS.label()))
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "Missing required option: '--method=<method>'"));
    }

    private int searchImages(SearchMethod searchMethod, Path images) throws IOException {
        Path folder = out.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'"));
        if (seeds != 1 || pruneTop != 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    (seeds != 1 ? "--seeds" : "--prune-top") + " goes with --target or --table, not with --images "
                            + "alone; repeat the command with another --seed and --out");
        }
        if (parallel != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--parallel goes with --target or --table, not with --images alone, whose trainings come one after "
                            + "the other");
        }
        OutputFile.checkFolder(spec, "--out", folder);
        ImageSearchRequest request = WrongUsage.or(
                spec,
                () -> new ImageSearchRequest(
                        images,
                        searchMethod,
                        ownImages.budget(budget),
                        ownImages.limits(),
                        firstSeed,
                        target.engineForImages(spec),
                        settings));
        try (FolderLock lock = FolderLock.making(folder)) {
            return new ImageSearchSession(spec, request, lock.folder()).run();
        }
    }

    private void search(SearchMethod searchMethod, ExperimentTarget searched, int evaluations, Path file)
            throws IOException {
        SearchExperiment experiment = WrongUsage.or(
                spec,
                () -> new SearchExperiment(
                                searchMethod,
                                settings,
                                searched.space(pruneTop),
                                searched.evaluator(),
                                evaluations,
                                firstSeed,
                                seeds,
                                searched.models(),
                                searched.training())
                        .in(searched.slots(parallel)));
        if (target.isOwn() && searchMethod.usesOtherDatasets(searchMethod.values(settings))) {
            spec.commandLine().getOut().println(searchMethod.label() + " uses " + searched.models());
            sayWhatWasLearntFromAccuracies(searchMethod, searched.evaluator().quantity());
        }
        List<SearchRun> runs = run(experiment, searched.label());
        TrialFile.write(file, runs);
        spec.commandLine()
                .getOut()
                .println(
                        searched.evaluator().quantity().isPercent()
                                ? SearchSummary.of(runs, evaluations)
                                : summary(
                                        runs, evaluations, searched.evaluator().quantity()));
    }

    private void sayWhatWasLearntFromAccuracies(SearchMethod searchMethod, Quantity quantity) {
        if (!quantity.isPercent()) {
            spec.commandLine()
                    .getOut()
                    .println(searchMethod.learntElsewhere(searchMethod.values(settings))
                            + " were learnt from accuracies in percent and are used as they are, though "
                            + quantity.name() + " is "
                            + (quantity.direction() == Direction.MINIMIZE
                                    ? "minimised"
                                    : quantity.unit().isEmpty()
                                            ? "in a unit that is not known"
                                            : "in " + quantity.unit()));
        }
    }

    /** One line for people about a quantity in any unit. */
    private static String summary(List<SearchRun> runs, int evaluations, Quantity quantity) {
        SearchSummary summary = SearchSummary.of(runs, evaluations);
        return String.format(
                Locale.ROOT,
                "%s on %s (%s): best of %d evaluations %.6g ± %.3g (mean ± std over %d seeds; %.6g to %.6g), "
                        + "%.2f s a run",
                summary.method(),
                runs.get(0).target(),
                quantity.direction() == Direction.MINIMIZE ? "minimised" : "maximised",
                evaluations,
                summary.mean(),
                summary.standardDeviation(),
                runs.size(),
                summary.worst(),
                summary.best(),
                summary.secondsPerRun());
    }

    private List<SearchRun> run(SearchExperiment experiment, String label) {
        if (!Terminal.isAttached()) {
            return experiment.run();
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(method() + " on " + label)
                .setInitialMax((long) seeds
                        * Math.min(experiment.budget(), experiment.space().size()))
                .build()) {
            return experiment.run(trial -> bar.step());
        }
    }
}
