package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.BootstrapInterval;
import io.github.grabnas.statistics.CentralIntervals;
import io.github.grabnas.surrogate.DeepKernelPosterior;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Are the surrogate's intervals as wide as they should be? After a few observations, architectures drawn evenly from
 * those of a task, the share of the other ones whose accuracy lies within the central 50, 80 and 95 % intervals of
 * their predictions, noise included. A surrogate that knows what it does not know has shares of 50, 80 and 95 %.
 *
 * <p>Measured on the tasks at proxy scale that were held out from meta-training, and on every target with a table.
 * Accuracies far below the others count on the scale on which the surrogate reads them
 * ({@link DeepKernelPosterior#read}), which keeps their order.
 */
public final class IntervalCoverage {

    /** After how many observations. */
    public static final List<Integer> OBSERVED = List.of(5, 20, 50);

    /** The nominal shares, in percent. */
    public static final List<Integer> LEVELS = List.of(50, 80, 95);

    private static final double INTERVAL = 0.95;

    private IntervalCoverage() {}

    /** What a task is. */
    public enum Kind {
        /** A task of meta-training's family none of whose classes meta-training saw. */
        HELD_OUT,
        /** A target of the experiments. */
        TARGET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One measurement.
     *
     * @param kind what the task is
     * @param task its name
     * @param seed of the checkpoint and of the draw
     * @param observed how many accuracies were known
     * @param predicted how many were predicted
     * @param shares within the intervals of {@link #LEVELS}, in percent
     */
    public record Row(Kind kind, String task, int seed, int observed, int predicted, List<Double> shares) {

        /** Copies the list. */
        public Row {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(task, "task");
            shares = List.copyOf(shares);
        }
    }

    /** Measures a checkpoint on the held-out tasks at proxy scale. */
    public static List<Row> heldOut(MetaCheckpoint checkpoint, int seed) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (HeldOutTask task : HeldOutTask.all(checkpoint.model().graphs().maxNodes())) {
            DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, task.sample(seed));
            rows.addAll(measure(Kind.HELD_OUT, task.name(), surrogate, task.trainings(), seed));
        }
        return rows;
    }

    /** Measures a checkpoint on the targets of its suite, over all unique cells. */
    public static List<Row> targets(BenchmarkSuite suite, MetaCheckpoint checkpoint, int seed) throws IOException {
        BenchmarkTable table = suite.table();
        List<Row> rows = new ArrayList<>();
        for (Target target : suite.targets()) {
            DatasetSample sample = suite.sample(target, seed);
            List<Observation> cells = UniqueCells.all().stream()
                    .map(cell -> Observation.of(cell, table.accuracy(cell, target)))
                    .toList();
            rows.addAll(measure(Kind.TARGET, target.label(), DeepKernelSurrogate.of(checkpoint, sample), cells, seed));
        }
        return rows;
    }

    private static List<Row> measure(
            Kind kind, String task, DeepKernelSurrogate surrogate, List<Observation> all, int seed) {
        List<Observation> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        List<Row> rows = new ArrayList<>();
        for (int observed : OBSERVED) {
            List<Observation> rest = shuffled.subList(observed, shuffled.size());
            DeepKernelPosterior posterior = surrogate.condition(shuffled.subList(0, observed));
            rows.add(new Row(kind, task, seed, observed, rest.size(), shares(posterior, rest)));
        }
        return rows;
    }

    /** The shares of accuracies within the intervals of {@link #LEVELS} of what a posterior predicts, in percent. */
    static List<Double> shares(DeepKernelPosterior posterior, List<Observation> truth) {
        Prediction prediction = posterior.predict(posterior
                .surrogate()
                .encode(truth.stream().map(Observation::architecture).toList()));
        double[] standardised = new double[truth.size()];
        Arrays.setAll(
                standardised,
                i -> (posterior.read(truth.get(i).accuracy()) - prediction.mean(i))
                        / Math.sqrt(prediction.variance(i) + posterior.noiseVariance()));
        return LEVELS.stream()
                .map(level -> CentralIntervals.share(level, standardised))
                .toList();
    }

    /** Writes measurements as CSV. */
    public static void write(Path file, List<Row> rows) throws IOException {
        CsvFile.write(
                file,
                List.of("kind", "task", "seed", "observed", "predicted", "within_50", "within_80", "within_95"),
                rows.stream()
                        .map(r -> Stream.concat(
                                        Stream.of(
                                                r.kind.toString(),
                                                r.task,
                                                Integer.toString(r.seed),
                                                Integer.toString(r.observed),
                                                Integer.toString(r.predicted)),
                                        r.shares.stream().map(s -> String.format(Locale.ROOT, "%.2f", s)))
                                .toList()));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read
     */
    public static List<Row> read(Path file) throws IOException {
        return Table.read().csv(CsvReadOptions.builder(file.toFile())).stream()
                .map(row -> new Row(
                        row.getString("kind").equals(Kind.HELD_OUT.toString()) ? Kind.HELD_OUT : Kind.TARGET,
                        row.getString("task"),
                        row.getInt("seed"),
                        row.getInt("observed"),
                        row.getInt("predicted"),
                        LEVELS.stream()
                                .map(level -> ((Number) row.getObject("within_" + level)).doubleValue())
                                .toList()))
                .toList();
    }

    /**
     * A share over tasks.
     *
     * @param mean in percent
     * @param interval of the mean over tasks; mean to mean where there is one task
     */
    public record Share(double mean, BootstrapInterval interval) {

        /** Checks that nothing is missing. */
        public Share {
            Objects.requireNonNull(interval, "interval");
        }
    }

    /**
     * The mean share within the intervals of a level over tasks, each of which is the mean over its seeds.
     *
     * @param rows with the same number of observations
     * @param level one of {@link #LEVELS}
     */
    public static Share share(List<Row> rows, int level) {
        double[] means = byTask(rows, r -> r.shares.get(LEVELS.indexOf(level)));
        return new Share(Arrays.stream(means).average().orElseThrow(), BootstrapInterval.ofMean(means, INTERVAL));
    }

    /**
     * Lines for people: for the held-out tasks together, and for each target, the mean share over seeds, with an
     * interval over tasks where there are several ({@link BootstrapInterval}).
     */
    public static Stream<String> summary(List<Row> rows) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(r -> groups.computeIfAbsent(
                        (r.kind == Kind.HELD_OUT ? "held-out tasks" : r.task) + ", " + r.observed + " observed",
                        k -> new ArrayList<>())
                .add(r));
        return groups.entrySet().stream().map(group -> {
            StringBuilder line = new StringBuilder(group.getKey());
            boolean several = group.getValue().get(0).kind == Kind.HELD_OUT;
            for (int level : LEVELS) {
                Share share = share(group.getValue(), level);
                line.append(String.format(Locale.ROOT, "  %d%%: %.1f", level, share.mean));
                if (several) {
                    line.append(
                            String.format(Locale.ROOT, " [%.1f, %.1f]", share.interval.low(), share.interval.high()));
                }
            }
            return line.toString();
        });
    }

    /** The mean over the seeds for each task. */
    static double[] byTask(List<Row> rows, ToDoubleFunction<Row> share) {
        return rows.stream()
                .map(Row::task)
                .distinct()
                .mapToDouble(task -> rows.stream()
                        .filter(r -> r.task.equals(task))
                        .mapToDouble(share)
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
