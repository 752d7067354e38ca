package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.statistics.RankingQuality;
import io.github.grabnas.statistics.Summary;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.HeldOutQuality;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.OneHotPriorGaussianProcess;
import io.github.grabnas.surrogate.PriorMean;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.TribuoSurrogate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures surrogates against the tables: given the accuracies of a few cells on a target, how well do they rank all
 * cells? The support, the cells whose accuracies are given, holds the checkpoint's five initial cells and, where it is
 * larger, cells drawn uniformly from the space, with another draw for every seed.
 */
public final class SurrogateQuality {

    static final List<Integer> SUPPORTS = List.of(5, 10, 20);

    /** What follows a surrogate's name where it has nothing but the printed posterior. */
    static final String AS_PRINTED = ", eq. 3 and 4 as printed";

    private static final int NEIGHBOURS = 3;
    private static final int TREES = 100;

    private SurrogateQuality() {}

    /**
     * One measurement.
     *
     * @param target the dataset
     * @param method the surrogate
     * @param support how many cells were observed
     * @param seed of the checkpoint and of the draw
     * @param quality how well it ranks all cells
     */
    public record Row(Target target, String method, int support, int seed, RankingQuality quality) {

        /** Checks that nothing is missing. */
        public Row {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(quality, "quality");
        }

        /** The same for all seeds. */
        private String key() {
            return target.label() + "|" + support + "|" + method;
        }

        List<String> fields() {
            return List.of(
                    target.label(),
                    method,
                    Integer.toString(support),
                    Integer.toString(seed),
                    number(quality.spearman()),
                    number(quality.spearmanTop()),
                    number(quality.rankOfBest()),
                    number(quality.bestOf10()),
                    number(quality.bestOf50()));
        }
    }

    /**
     * A checkpoint to be measured.
     *
     * @param name in tables
     * @param checkpoint the meta-trained surrogate
     * @param seed of its training
     * @param everyWay whether to measure it also with other ways to condition it, such as eq. 3 and 4 as printed
     */
    public record Entry(String name, MetaCheckpoint checkpoint, int seed, boolean everyWay) {

        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(checkpoint, "checkpoint");
        }
    }

    /** The cells that are observed. */
    static List<Cell> support(MetaCheckpoint checkpoint, int count, int seed) {
        List<Cell> support = new ArrayList<>(checkpoint.initialCells().subList(0, Math.min(5, count)));
        SplittableRandom random = new SplittableRandom(1_000 + seed);
        while (support.size() < count) {
            Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
            if (!support.contains(cell)) {
                support.add(cell);
            }
        }
        return support;
    }

    /** What a table says of the cells that are observed. */
    static List<Observation> observations(List<Cell> support, BenchmarkTable table, Target target) {
        return support.stream()
                .map(cell -> Observation.of(cell, table.accuracy(cell, target)))
                .toList();
    }

    /** Measures baselines on some targets of a suite, on the supports of some checkpoints. */
    public static List<Row> baselines(
            BenchmarkSuite suite, List<Target> targets, List<Entry> entries, Consumer<String> progress)
            throws IOException {
        BenchmarkTable table = suite.table();
        List<Row> rows = new ArrayList<>();
        for (Target target : targets) {
            double[] truth = table.accuracies(target);
            for (Entry entry : entries) {
                List<Surrogate> baselines = List.of(
                        new OneHotPriorGaussianProcess(entry.checkpoint()),
                        new GaussianProcessSurrogate(new OneHotOperations()),
                        TribuoSurrogate.nearestNeighbours(new OneHotOperations(), NEIGHBOURS),
                        TribuoSurrogate.randomForest(new OneHotOperations(), TREES));
                for (int count : SUPPORTS) {
                    List<Observation> support =
                            observations(support(entry.checkpoint(), count, entry.seed()), table, target);
                    for (Surrogate baseline : baselines) {
                        Prediction prediction = baseline.condition(support).predict(baseline.encode(Cell.all()));
                        rows.add(new Row(
                                target,
                                baseline.name(),
                                count,
                                entry.seed(),
                                RankingQuality.of(prediction.means(), truth)));
                    }
                }
                progress.accept("baselines, " + target.label() + ", seed " + entry.seed());
            }
        }
        return rows;
    }

    /** A way to condition, by its name in tables. */
    private record Way(String name, PriorMean priorMean, boolean dataset, Conditioning conditioning) {

        /** The part that decides how cells are encoded. */
        private String encoding() {
            return priorMean + " " + dataset;
        }
    }

    private static List<Way> ways(Entry entry) {
        Way plain = new Way(entry.name(), PriorMean.META_LEARNED, true, Conditioning.paper());
        return !entry.everyWay()
                ? List.of(plain)
                : List.of(
                        plain,
                        new Way(
                                entry.name() + ", fitted on graph",
                                PriorMean.META_LEARNED,
                                true,
                                Conditioning.standard()),
                        new Way(
                                entry.name() + ", fitted on operations",
                                PriorMean.META_LEARNED,
                                true,
                                new Conditioning(ResidualFeatures.OPERATIONS, true)),
                        new Way(entry.name() + AS_PRINTED, PriorMean.ZERO, true, Conditioning.paper()),
                        new Way(
                                entry.name() + ", kernel refitted",
                                PriorMean.ZERO,
                                true,
                                new Conditioning(ResidualFeatures.FUSED, true)),
                        new Way(
                                entry.name() + ", dataset embedding zero",
                                PriorMean.META_LEARNED,
                                false,
                                Conditioning.paper()));
    }

    /** Measures a checkpoint on some targets of a suite. */
    public static List<Row> measure(BenchmarkSuite suite, List<Target> targets, Entry entry, Consumer<String> progress)
            throws IOException {
        BenchmarkTable table = suite.table();
        List<Row> rows = new ArrayList<>();
        for (Target target : targets) {
            double[] truth = table.accuracies(target);
            DatasetSample sample = suite.sample(target, entry.seed());
            Map<String, DeepKernelCandidates> candidates = new HashMap<>();
            for (Way way : ways(entry)) {
                DeepKernelSurrogate surrogate = (way.dataset()
                                ? DeepKernelSurrogate.of(entry.checkpoint(), sample)
                                : DeepKernelSurrogate.withoutDataset(entry.checkpoint()))
                        .withPriorMean(way.priorMean())
                        .withConditioning(way.conditioning());
                DeepKernelCandidates cells =
                        candidates.computeIfAbsent(way.encoding(), k -> surrogate.encode(Cell.all()));
                for (int count : SUPPORTS) {
                    List<Observation> support =
                            observations(support(entry.checkpoint(), count, entry.seed()), table, target);
                    Prediction prediction = surrogate.condition(support).predict(cells);
                    rows.add(new Row(
                            target, way.name(), count, entry.seed(), RankingQuality.of(prediction.means(), truth)));
                }
            }
            progress.accept(entry.name() + ", " + target.label() + ", seed " + entry.seed());
        }
        return rows;
    }

    /** Writes measurements as CSV. */
    public static void write(Path file, List<Row> rows) throws IOException {
        CsvFile.write(
                file,
                List.of(
                        "target",
                        "method",
                        "support",
                        "seed",
                        "spearman",
                        "spearman_top",
                        "rank_of_best",
                        "best_of_10",
                        "best_of_50"),
                rows.stream().map(Row::fields));
    }

    /** Writes how well checkpoints predict held-out tasks as CSV. */
    public static void writeHeldOut(Path file, BenchmarkSuite suite, List<Entry> entries) throws IOException {
        MetaTrainingData data = suite.metaTraining();
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            int nodes = entry.checkpoint().model().graphs().maxNodes();
            HeldOutQuality q = HeldOutQuality.of(entry.checkpoint(), data.withGraphsOfAtMost(nodes), entry.seed());
            rows.add(List.of(
                    suite.label(),
                    entry.name(),
                    Integer.toString(entry.seed()),
                    Integer.toString(q.tuples()),
                    number(q.negativeLogDensity()),
                    number(q.rmse()),
                    number(q.spread()),
                    number(q.spearman()),
                    number(q.coverage50()),
                    number(q.coverage80()),
                    number(q.coverage95())));
        }
        CsvFile.write(
                file,
                List.of(
                        "suite",
                        "method",
                        "seed",
                        "tuples",
                        "negative_log_density",
                        "rmse",
                        "spread",
                        "spearman",
                        "coverage_50",
                        "coverage_80",
                        "coverage_95"),
                rows.stream());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Lines for people: mean and standard deviation over the seeds. */
    public static Stream<String> summary(List<Row> rows) {
        return rows.stream().map(Row::key).distinct().sorted().map(key -> {
            List<RankingQuality> of = rows.stream()
                    .filter(r -> key.equals(r.key()))
                    .map(Row::quality)
                    .toList();
            return String.format(
                    Locale.ROOT,
                    "%-55s %s  top %s  rank of best %s  best of 10 %s  of 50 %s",
                    key,
                    spread(of.stream().mapToDouble(RankingQuality::spearman).toArray(), 3),
                    spread(of.stream().mapToDouble(RankingQuality::spearmanTop).toArray(), 3),
                    spread(of.stream().mapToDouble(RankingQuality::rankOfBest).toArray(), 0),
                    spread(of.stream().mapToDouble(RankingQuality::bestOf10).toArray(), 2),
                    spread(of.stream().mapToDouble(RankingQuality::bestOf50).toArray(), 2));
        });
    }

    private static String spread(double[] values, int digits) {
        Summary summary = Summary.of(values);
        return String.format(
                Locale.ROOT, "%." + digits + "f±%." + digits + "f", summary.mean(), summary.standardDeviation());
    }
}
