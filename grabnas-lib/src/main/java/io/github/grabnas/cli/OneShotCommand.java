package io.github.grabnas.cli;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.prepare.OneShotRecording;
import io.github.grabnas.experiment.prepare.OneShotSummary;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.TargetTraining;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SettingValues;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.search.oneshot.OneShotMethods;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.search.oneshot.OneShotRunFile;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code grabnas one-shot}: runs one-shot methods and keeps what they derived and how the probabilities moved. */
@Command(
        name = "one-shot",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough at proxy scale; cifar10 and cifar100 take "
                + "JAVA_TOOL_OPTIONS=-Xmx4g.",
        description =
                "Run one-shot methods and keep, for each target, method and seed, the derived cell and the curve of "
                        + "the operations' probabilities. A run whose file is there is not run again. With --summary: "
                        + "tell what kept runs derived.")
final class OneShotCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--methods",
            split = ",",
            defaultValue = "darts,gdas,setn,rsps,pc-darts,drnas",
            paramLabel = "METHOD",
            description = "One-shot methods (default: ${DEFAULT-VALUE}).")
    private List<String> methods = List.of();

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "TARGET",
            description = "Targets with images, such as proxy-fashion. Required without --summary.")
    private List<String> targets = List.of();

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            defaultValue = "1",
            description = "How many runs of each (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first run's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "A setting of all the methods; may be repeated; search --help-settings lists them.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--out",
            required = true,
            converter = FileName.Folder.class,
            paramLabel = "DIR",
            description = "The folder of runs, such as data/oneshot; with --summary that of the tables.")
    private Path out;

    @Option(
            names = "--summary",
            paramLabel = "RUNS",
            description = "Train nothing: read the runs in this folder and write summary.csv, runs.csv and curves.csv "
                    + "into --out: which operations they derived, how the probabilities moved, and the derived "
                    + "cells' accuracies where the target has a table.")
    private Optional<Path> summary = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        if (summary.isPresent()) {
            return summarize(summary.get());
        }
        if (targets.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--targets=TARGET'");
        }
        List<MethodVariant> variants = methods.stream()
                .map(label -> checked(new MethodVariant(label, settings)))
                .toList();
        DataFolder folder = data.folder();
        Map<String, TrainerSource> images = new LinkedHashMap<>();
        for (String target : targets) {
            TrainerSource source = TargetTraining.of(target, folder);
            if (source == TrainerSource.NONE) {
                throw new ParameterException(
                        spec.commandLine(), "target '" + target + "' has no images; expected one of " + labels());
            }
            images.put(target, source);
        }
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            for (Map.Entry<String, TrainerSource> target : images.entrySet()) {
                for (MethodVariant variant : variants) {
                    run(variant, target.getKey(), target.getValue(), seed);
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private int summarize(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--summary " + runs + ": there is no such folder; expected one of runs, such as data/oneshot");
        }
        OneShotSummary read = OneShotSummary.read(runs, data.folder());
        Files.createDirectories(out);
        for (ResultTable table : List.of(read.summary(), read.table(), read.curves())) {
            table.write(out);
        }
        spec.commandLine().getOut().println(read.summary().table().printAll());
        spec.commandLine().getOut().println(read.runs().size() + " runs of " + runs + ": " + out);
        return CommandLine.ExitCode.OK;
    }

    /** The same with no setting that has the method's default: under that name searches look for the run. */
    private MethodVariant checked(MethodVariant variant) {
        SearchMethod method = WrongUsage.or(spec, variant::search);
        if (!method.needsImages()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "method '" + variant.method() + "' is no one-shot method; expected some of "
                            + OneShotMethods.all().stream()
                                    .map(SearchMethod::label)
                                    .toList());
        }
        SettingValues values = WrongUsage.or(spec, () -> method.values(variant.settings()));
        return new MethodVariant(variant.method(), OneShotRun.changed(method, values));
    }

    private static List<String> labels() {
        return Stream.concat(
                        Stream.of(ProxyDataset.values()).map(ProxyDataset::target),
                        Stream.of(Target.CIFAR10, Target.CIFAR100))
                .map(Target::label)
                .toList();
    }

    private void run(MethodVariant variant, String target, TrainerSource images, long seed) throws IOException {
        Path file = out.resolve(OneShotRun.place(target, variant.method(), variant.settings(), seed));
        if (Files.exists(file)) {
            spec.commandLine().getOut().println(file + " is there");
            return;
        }
        Files.createDirectories(file.getParent());
        OneShotRun run = watched(variant, target, images, seed);
        OneShotRunFile.write(file, run);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s on %s, seed %d: %s; accuracy of the supernet %.1f %% on the images for weights, %.1f %% on "
                                + "the others; %.0f s",
                        variant.name(),
                        target,
                        seed,
                        run.derived(),
                        run.last().weightAccuracy(),
                        run.last().architectureAccuracy(),
                        run.seconds()));
        spec.commandLine().getOut().flush();
    }

    private static OneShotRun watched(MethodVariant variant, String target, TrainerSource images, long seed) {
        String command = command(variant, target, seed);
        if (!Terminal.isAttached()) {
            return OneShotRecording.run(variant, target, images, seed, command, step -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(variant.name() + " on " + target + ", seed " + seed)
                .setInitialMax(-1)
                .build()) {
            return OneShotRecording.run(variant, target, images, seed, command, step -> bar.step());
        }
    }

    private static String command(MethodVariant variant, String target, long seed) {
        return "grabnas one-shot --methods " + variant.method() + " --targets " + target + " --seed " + seed
                + variant.settings().entrySet().stream()
                        .map(e -> " --set " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining())
                + " --out data/oneshot";
    }
}
