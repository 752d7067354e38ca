package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.experiment.prepare.DatasetEffect;
import io.github.grabnas.experiment.prepare.IntervalCoverage;
import io.github.grabnas.experiment.prepare.NovelQuality;
import io.github.grabnas.experiment.prepare.SurrogateQuality;
import io.github.grabnas.experiment.prepare.SurrogateQuality.Entry;
import io.github.grabnas.surrogate.MetaCheckpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** {@code grabnas surrogate-quality}: measures meta-trained surrogates against the tables. */
@Command(
        name = "surrogate-quality",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 1.1 GB.",
        description =
                "Measure how well the meta-trained surrogates that come with the checkout rank all cells after a few "
                        + "observations, beside regressions that know nothing of other datasets.")
final class SurrogateQualityCommand implements Callable<Integer> {

    private static final int SEEDS = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(
            paramLabel = "SUITE",
            description = "proxy (the tables measured at proxy scale) or paper (NAS-Bench-201's table).")
    private BenchmarkSuite suite;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "Where to write the measurements.")
    private Path out;

    @Option(
            names = "--held-out",
            required = true,
            paramLabel = "FILE.csv",
            description = "Where to write how well held-out tasks are predicted.")
    private Path heldOut;

    @Option(
            names = "--dataset-effect",
            paramLabel = "FILE.csv",
            description = "With proxy: where to write how well the held-out tasks are predicted with their own dataset "
                    + "embedding, another task's, the mean, and none.")
    private Optional<Path> datasetEffect = Optional.empty();

    @Option(
            names = "--coverage",
            paramLabel = "FILE.csv",
            description = "Where to write which share of accuracies lies within the surrogate's intervals, on the "
                    + "targets and, with proxy, on the held-out tasks.")
    private Optional<Path> coverage = Optional.empty();

    @Option(
            names = "--novel",
            paramLabel = "FILE.csv",
            description = "With proxy: where to write how well graphs that are no cells are ranked, on the targets on "
                    + "which such graphs were measured (measure TARGET-novel).")
    private Optional<Path> novel = Optional.empty();

    @Option(
            names = "--ablations",
            converter = FileName.Folder.class,
            paramLabel = "DIR",
            description = "A folder with further checkpoints, NAME-SEED.safetensors, "
                    + "such as meta-train makes with --without-dataset, --steps 0 or --kernel.")
    private List<Path> ablations = List.of();

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        OutputFile.check(spec, "--held-out", heldOut);
        datasetEffect.ifPresent(file -> OutputFile.check(spec, "--dataset-effect", file));
        coverage.ifPresent(file -> OutputFile.check(spec, "--coverage", file));
        novel.ifPresent(file -> OutputFile.check(spec, "--novel", file));
        requireProxy("--dataset-effect", datasetEffect);
        requireProxy("--novel", novel);
        List<Entry> main = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            main.add(new Entry("deep kernel", MetaCheckpoint.find(suite.label(), seed), seed, true));
        }
        List<Entry> all = new ArrayList<>(main);
        for (Path folder : ablations) {
            try (var files = Files.list(folder)) {
                for (Path file : files.filter(
                                f -> f.getFileName().toString().matches(suite.label() + "-.+-\\d{1,9}\\.safetensors"))
                        .sorted()
                        .toList()) {
                    String name = file.getFileName().toString().replace(".safetensors", "");
                    int dash = name.lastIndexOf('-');
                    all.add(new Entry(
                            name.substring(suite.label().length() + 1, dash),
                            MetaCheckpoint.read(file),
                            DecimalNumber.parseInt(name.substring(dash + 1)),
                            false));
                }
            }
        }
        Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
        List<SurrogateQuality.Row> rows =
                new ArrayList<>(SurrogateQuality.baselines(suite, suite.targets(), main, progress));
        for (Entry entry : all) {
            rows.addAll(SurrogateQuality.measure(suite, suite.targets(), entry, progress));
        }
        SurrogateQuality.write(out, rows);
        SurrogateQuality.writeHeldOut(heldOut, suite, all);
        if (datasetEffect.isPresent()) {
            writeDatasetEffect(datasetEffect.get(), all);
        }
        if (coverage.isPresent()) {
            writeCoverage(coverage.get(), main);
        }
        if (novel.isPresent()) {
            writeNovel(novel.get(), main);
        }
        SurrogateQuality.summary(rows).forEach(spec.commandLine().getOut()::println);
        return CommandLine.ExitCode.OK;
    }

    private void requireProxy(String option, Optional<Path> file) {
        if (file.isPresent() && suite != BenchmarkSuite.PROXY) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " goes with proxy, not with " + suite.label());
        }
    }

    private void writeNovel(Path file, List<Entry> entries) throws IOException {
        List<NovelQuality.Row> rows = new ArrayList<>();
        for (Target target : NovelQuality.targets()) {
            for (Entry entry : entries) {
                rows.addAll(NovelQuality.measure(target, entry));
            }
        }
        NovelQuality.write(file, rows);
        NovelQuality.summary(rows).forEach(spec.commandLine().getOut()::println);
    }

    private void writeDatasetEffect(Path file, List<Entry> entries) throws IOException {
        List<DatasetEffect.Row> effect = new ArrayList<>();
        for (Entry entry : entries) {
            effect.addAll(DatasetEffect.measure(entry.name(), entry.checkpoint(), entry.seed()));
        }
        DatasetEffect.write(file, effect);
        DatasetEffect.summary(effect).forEach(spec.commandLine().getOut()::println);
    }

    private void writeCoverage(Path file, List<Entry> entries) throws IOException {
        List<IntervalCoverage.Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            if (suite == BenchmarkSuite.PROXY) {
                rows.addAll(IntervalCoverage.heldOut(entry.checkpoint(), entry.seed()));
            }
            rows.addAll(IntervalCoverage.targets(suite, entry.checkpoint(), entry.seed()));
        }
        IntervalCoverage.write(file, rows);
        IntervalCoverage.summary(rows).forEach(spec.commandLine().getOut()::println);
    }
}
