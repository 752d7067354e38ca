package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.ProxyTasks;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.FeatureExtractor;
import io.github.grabnas.data.image.OnnxFeatures;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.PackedJournal;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.experiment.prepare.ProxyMeasurement;
import io.github.grabnas.experiment.prepare.ProxyTableFile;
import io.github.grabnas.experiment.prepare.ProxyTaskFile;
import io.github.grabnas.experiment.prepare.ProxyTuples;
import io.github.grabnas.experiment.prepare.ReliabilityFile;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas measure}: trains the candidates of a table measured at proxy scale and writes it. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 0.6 GB.",
        description = "Train the candidates of a table and write the table. Killed and started again, "
                + "it goes on where it was.")
final class MeasureCommand implements Callable<Integer> {

    private static final String PROXY_META_TRAINING = "proxy-meta-training";
    private static final String PROXY_HELD_OUT = "proxy-held-out";
    private static final String PROXY_GROUPS = "proxy-groups";
    private static final String PROXY_FEATURES = "proxy-features";
    private static final String PROXY_TASKS = "proxy-tasks";
    private static final List<String> NO_TARGETS =
            List.of(PROXY_META_TRAINING, PROXY_HELD_OUT, PROXY_GROUPS, PROXY_FEATURES, PROXY_TASKS);
    private static final List<String> NO_TRAININGS = List.of(PROXY_FEATURES, PROXY_TASKS);
    private static final String NOVEL = "-novel";
    private static final int ONNX_SIZE = 224;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            description = "A target such as proxy-mnist (with -novel behind it: graphs that are no cells), "
                    + "proxy-meta-training, proxy-held-out, proxy-groups (tasks whose classes are several of "
                    + "photographs together), proxy-features, or proxy-tasks, which lists the tasks.")
    private String table;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "Where to write the table.")
    private Path out;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where every finished candidate is noted (default: beside the table, ending in .journal). "
                    + "Where it is there packed only, as FILE.gz, it is unpacked first.")
    private Optional<Path> journalFile = Optional.empty();

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            description = "How many candidates are trained side by side (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--first",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Train only the first N candidates and write no table; the order is by chance.")
    private Optional<Integer> first = Optional.empty();

    @Option(
            names = "--so-far",
            description = "Train nothing and write a target's table from the trainings that are in the journal; every "
                    + "cell must have one.")
    private boolean soFar;

    @Option(
            names = "--features",
            paramLabel = "FILE.onnx",
            description = "What computes proxy-features: a network of your own, such as a ResNet-18 without its last "
                    + "layer, for 224x224 pixels (default: the one that comes with the checkout).")
    private Optional<Path> features = Optional.empty();

    @Mixin
    private EngineOption engine;

    @Mixin
    private SparkOption spark;

    private Optional<TrainingCluster> cluster = Optional.empty();

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        spark.check(spec, engine.engine());
        if (soFar && (novel() || first.isPresent() || NO_TARGETS.contains(table))) {
            throw usage("--so-far goes with a target's table, without --first");
        }
        if (features.isPresent() && !table.equals(PROXY_FEATURES)) {
            throw usage("--features " + features.get() + " goes with the table proxy-features, not with " + table);
        }
        if (!NO_TARGETS.contains(table)) {
            dataset();
        }
        if (spark.isGiven() && (soFar || NO_TRAININGS.contains(table))) {
            throw usage("--spark goes with trainings, and " + (soFar ? "--so-far" : table) + " needs none");
        }
        try {
            cluster = spark.connect();
            measure();
        } finally {
            cluster.ifPresent(TrainingCluster::close);
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure() throws IOException {
        if (table.equals(PROXY_FEATURES)) {
            ProxyFeatures.compute(DataFolder.find(), extractor()).write(out);
        } else if (table.equals(PROXY_TASKS)) {
            ProxyTaskFile.write(out, ProxyTasks.read(DataFolder.find()));
        } else if (NO_TARGETS.contains(table)) {
            measureTuples();
        } else {
            measureProxy(dataset());
        }
    }

    private FeatureExtractor extractor() throws IOException {
        return features.isPresent()
                ? OnnxFeatures.imageNet(features.get(), ONNX_SIZE)
                : BenchmarkSuite.PROXY.features();
    }

    private boolean novel() {
        return table.endsWith(NOVEL);
    }

    private ProxyDataset dataset() {
        try {
            return ProxyDataset.of(novel() ? table.substring(0, table.length() - NOVEL.length()) : table);
        } catch (IllegalArgumentException e) {
            throw usage("unknown table '" + table + "'; expected one of " + String.join(", ", tables())
                    + ", or a target's with " + NOVEL + " behind it");
        }
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (ProxyDataset dataset : ProxyDataset.values()) {
            tables.add(dataset.target().label());
        }
        tables.addAll(NO_TARGETS);
        return tables;
    }

    private void measureProxy(ProxyDataset dataset) throws IOException {
        CandidateTrainer trainer = CandidateTrainer.proxy(dataset).on(engine.engine());
        try (TrainingJournal journal = open(trainer.settings())) {
            ProxyMeasurement measurement = new ProxyMeasurement(
                    trainer, dataset.reliability(), (stage, work) -> train(work, journal, table + ", " + stage));
            if (soFar) {
                writeSoFar(journal, trainer);
                return;
            }
            if (first.isPresent()) {
                int trained = novel()
                        ? measurement.novel(first.get()).size()
                        : measurement.first(first.get()).size();
                report(trained, journal);
                return;
            }
            if (novel()) {
                ProxyTableFile.write(out, measurement.novel(ProxyMeasurement.NOVEL), trainer.skeleton());
            } else {
                ProxyMeasurement.Result result = measurement.all();
                ProxyTableFile.write(out, result.cells(), trainer.skeleton());
                report(result);
                writeReliability(dataset, result);
            }
            report(journal);
        }
    }

    private void writeSoFar(TrainingJournal journal, CandidateTrainer trainer) throws IOException {
        try {
            ProxyTableFile.write(out, ProxyMeasurement.soFar(journal.entries()), trainer.skeleton());
        } catch (IllegalArgumentException e) {
            throw usage("--so-far: " + e.getMessage());
        }
        report(journal);
    }

    private void report(ProxyMeasurement.Result result) {
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("single trainings, a sample of all cells: " + result.single());
        printer.printf(
                Locale.ROOT,
                "means of %d: reliability %.3f; the best %d: %.3f%n",
                result.trainings(),
                result.single().ofMean(result.trainings()),
                result.top().size(),
                result.topReliability());
    }

    /** Notes how reliable the table is in the file beside it, where other tables have their lines too. */
    private void writeReliability(ProxyDataset dataset, ProxyMeasurement.Result result) throws IOException {
        Path file = out.toAbsolutePath().resolveSibling(TableReliability.FILE);
        ReliabilityFile.put(file, dataset, result);
        spec.commandLine().getOut().println("how reliable it is stands in " + file);
    }

    private void measureTuples() throws IOException {
        ProxyTuples tuples = new ProxyTuples(ProxyTasks.read(DataFolder.find()), engine.engine());
        List<Candidate> candidates = switch (table) {
            case PROXY_HELD_OUT -> tuples.heldOut();
            case PROXY_GROUPS -> tuples.groups();
            default -> tuples.training();
        };
        int done = Math.min(first.orElse(candidates.size()), candidates.size());
        try (TrainingJournal journal = open(table.equals(PROXY_GROUPS) ? tuples.groupSettings() : tuples.settings())) {
            List<TrainingJournal.Entry> entries = train(candidates.subList(0, done), journal, table);
            if (first.isPresent()) {
                report(done, journal);
                return;
            }
            ProxyTableFile.writeTuples(out, entries);
            report(journal);
        }
    }

    private TrainingJournal open(String settings) throws IOException {
        Path file = journalFile.orElse(Path.of(out + ".journal"));
        if (PackedJournal.unpack(file)) {
            spec.commandLine().getOut().println("goes on from the trainings in " + file + ".gz");
        }
        TrainingJournal journal = TrainingJournal.open(file, settings);
        journal.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
        return journal;
    }

    private void report(int done, TrainingJournal journal) {
        spec.commandLine().getOut().println(done + " candidates are in " + journal.file());
    }

    private void report(TrainingJournal journal) {
        double seconds = journal.entries().stream()
                .mapToDouble(TrainingJournal.Entry::seconds)
                .sum();
        spec.commandLine()
                .getOut()
                .println(journal.entries().size() + " candidates, " + Math.round(seconds)
                        + " s of training; the table is " + out);
    }

    private List<TrainingJournal.Entry> train(List<Candidate> candidates, TrainingJournal journal, String name)
            throws IOException {
        TrainingPool pool = SparkOption.pool(cluster, threads);
        if (!Terminal.isAttached()) {
            return pool.train(candidates, journal, entry -> {});
        }
        long known = candidates.stream()
                .filter(c -> journal.find(c.key()).isPresent())
                .count();
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(candidates.size())
                .startsFrom(known, java.time.Duration.ZERO)
                .build()) {
            return pool.train(candidates, journal, entry -> bar.step());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
