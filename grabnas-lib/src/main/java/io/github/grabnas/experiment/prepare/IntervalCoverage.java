package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
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
import java.util.stream.Collectors;
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

    private static final List<String> COLUMNS =
            List.of("kind", "task", "seed", "observed", "predicted", "within_50", "within_80", "within_95");

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
                COLUMNS,
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
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if it is something else; the message names the line
     */
    public static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        CsvTable.read(InputFile.of(file, "the coverage of intervals"), COLUMNS, line -> rows.add(row(line)));
        return rows;
    }

    private static Row row(CsvTable.Row line) throws DataFormatException {
        List<Double> shares = new ArrayList<>();
        for (int level = 0; level < LEVELS.size(); level++) {
            shares.add(percent(line, COLUMNS.size() - LEVELS.size() + level));
        }
        return new Row(kind(line), line.field(1), whole(line, 2), whole(line, 3), whole(line, 4), shares);
    }

    private static Kind kind(CsvTable.Row line) throws DataFormatException {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.toString().equals(line.field(0)))
                .findFirst()
                .orElseThrow(() -> line.fault("kind is '" + line.field(0) + "'; expected one of "
                        + Arrays.stream(Kind.values()).map(Kind::toString).collect(Collectors.joining(", "))));
    }

    private static int whole(CsvTable.Row line, int column) throws DataFormatException {
        try {
            return (int) DecimalNumber.parseWhole(line.field(column), 0, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw line.fault(COLUMNS.get(column) + " " + e.getMessage());
        }
    }

    private static double percent(CsvTable.Row line, int column) throws DataFormatException {
        String text = line.field(column);
        try {
            double share = DecimalNumber.parse(text);
            if (share >= 0 && share <= 100) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw line.fault(COLUMNS.get(column) + " " + e.getMessage());
        }
        throw line.fault(COLUMNS.get(column) + " is " + text + "; expected a share in percent, from 0 to 100");
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
