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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code grabnas surrogate-quality}: measures meta-trained surrogates against the tables. */
@Command(
        name = "surrogate-quality",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 1.1 GB.",
        description =
                "Measure how well the meta-trained surrogates that come with the checkout rank all cells after a few "
                        + "observations, beside regressions that know nothing of other datasets. Only those "
                        + "measurements are made for which a file is given.")
final class SurrogateQualityCommand implements Callable<Integer> {

    private static final int SEEDS = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(
            paramLabel = "SUITE",
            description = "proxy (the tables measured at proxy scale) or paper (NAS-Bench-201's table).")
    private BenchmarkSuite suite;

    @Option(names = "--out", paramLabel = "FILE.csv", description = "Where to write how well all cells are ranked.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--held-out",
            paramLabel = "FILE.csv",
            description = "Where to write how well tuples of held-out tasks are predicted.")
    private Optional<Path> heldOut = Optional.empty();

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
        check();
        List<Entry> main = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            main.add(new Entry("deep kernel", MetaCheckpoint.find(suite.label(), seed), seed, true));
        }
        List<Entry> all = new ArrayList<>(main);
        for (Path folder : ablations) {
            all.addAll(entries(folder));
        }
        if (out.isPresent()) {
            writeQuality(out.get(), main, all);
        }
        if (heldOut.isPresent()) {
            SurrogateQuality.writeHeldOut(heldOut.get(), suite, all);
        }
        if (datasetEffect.isPresent()) {
            writeDatasetEffect(datasetEffect.get(), all);
        }
        if (coverage.isPresent()) {
            writeCoverage(coverage.get(), main);
        }
        if (novel.isPresent()) {
            writeNovel(novel.get(), main);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Checks all files before anything is measured. */
    private void check() {
        Map<String, Optional<Path>> files = new LinkedHashMap<>();
        files.put("--out", out);
        files.put("--held-out", heldOut);
        files.put("--dataset-effect", datasetEffect);
        files.put("--coverage", coverage);
        files.put("--novel", novel);
        if (files.values().stream().allMatch(Optional::isEmpty)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "nothing to measure; expected a file with one of " + String.join(", ", files.keySet()));
        }
        files.forEach((option, file) -> file.ifPresent(f -> OutputFile.check(spec, option, f)));
        requireProxy("--dataset-effect", datasetEffect);
        requireProxy("--novel", novel);
    }

    /** The checkpoints in a folder of ablations. */
    private List<Entry> entries(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(f -> f.getFileName().toString().matches(suite.label() + "-.+-\\d{1,9}\\.safetensors"))
                    .sorted()
                    .toList();
        }
        if (found.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--ablations " + folder + ": it has no checkpoint; expected files such as " + suite.label()
                            + "-NAME-0.safetensors");
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : found) {
            String name = file.getFileName().toString().replace(".safetensors", "");
            int dash = name.lastIndexOf('-');
            entries.add(new Entry(
                    name.substring(suite.label().length() + 1, dash),
                    MetaCheckpoint.read(file),
                    DecimalNumber.parseInt(name.substring(dash + 1)),
                    false));
        }
        return entries;
    }

    private void writeQuality(Path file, List<Entry> main, List<Entry> all) throws IOException {
        Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
        List<SurrogateQuality.Row> rows =
                new ArrayList<>(SurrogateQuality.baselines(suite, suite.targets(), main, progress));
        for (Entry entry : all) {
            rows.addAll(SurrogateQuality.measure(suite, suite.targets(), entry, progress));
        }
        SurrogateQuality.write(file, rows);
        SurrogateQuality.summary(rows).forEach(spec.commandLine().getOut()::println);
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
