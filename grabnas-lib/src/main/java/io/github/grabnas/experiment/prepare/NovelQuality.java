package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.statistics.RankingQuality;
import io.github.grabnas.statistics.Summary;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.PriorMean;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Does a surrogate that has seen a few cells of a target rank what lies beyond the space? The truth are the novel
 * graphs that were measured there ({@code measure TARGET-novel}): graphs that compute no cell's function, of up to ten
 * nodes. The support is that of {@link SurrogateQuality}: cells alone.
 *
 * <p>Ranked are the novel graphs among themselves, and novel graphs and unique cells together, as they stand before a
 * search that may take either. {@code multiply-adds} is the plain rule that the more an architecture computes, the
 * better it is; it needs no observations.
 *
 * <pre>{@code
 * List<NovelQuality.Row> rows = NovelQuality.measure(target, entry);
 * }</pre>
 */
public final class NovelQuality {

    static final List<String> COLUMNS = List.of(
            "target",
            "method",
            "support",
            "seed",
            "spearman_novel",
            "rank_of_best_novel",
            "best_of_10_novel",
            "spearman_together",
            "rank_of_best_together",
            "best_of_10_together");

    private NovelQuality() {}

    /**
     * One measurement.
     *
     * @param target where
     * @param method the surrogate, or the plain rule
     * @param support how many cells were observed; 0 for the plain rule
     * @param seed of the checkpoint and of the draw of the support
     * @param novel how well it ranks novel graphs
     * @param together how well it ranks novel graphs and cells
     */
    public record Row(
            Target target, String method, int support, int seed, RankingQuality novel, RankingQuality together) {

        /** Checks that nothing is missing. */
        public Row {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(novel, "novel");
            Objects.requireNonNull(together, "together");
        }

        /** The same for all seeds. */
        private String key() {
            return target.label() + ", " + method + ", " + support + " observed";
        }

        List<String> fields() {
            return Stream.concat(
                            Stream.of(target.label(), method, Integer.toString(support), Integer.toString(seed)),
                            Stream.of(
                                            novel.spearman(),
                                            novel.rankOfBest(),
                                            novel.bestOf10(),
                                            together.spearman(),
                                            together.rankOfBest(),
                                            together.bestOf10())
                                    .map(n -> String.format(Locale.ROOT, "%.4f", n)))
                    .toList();
        }
    }

    /**
     * What was measured on a target.
     *
     * @param novel novel graphs, in the order of their table
     * @param all the same, and behind them the unique cells
     * @param accuracies on validation images, of all, in percent
     * @param multiplyAdds of all, for one image
     */
    private record Truth(
            List<ArchitectureGraph> novel, List<Architecture> all, List<Double> accuracies, List<Double> multiplyAdds) {

        static Truth of(Target target) throws IOException {
            ProxyTableReader tables = ProxyTableReader.find();
            Map<ArchitectureGraph, ProxyTableReader.Row> novel = tables.novelRows(target);
            List<Architecture> all = new ArrayList<>(novel.keySet());
            List<ProxyTableReader.Row> rows = new ArrayList<>(novel.values());
            tables.rows(target).forEach((cell, row) -> {
                all.add(cell);
                rows.add(row);
            });
            return new Truth(
                    List.copyOf(novel.keySet()),
                    List.copyOf(all),
                    rows.stream().map(ProxyTableReader.Row::validationAccuracy).toList(),
                    rows.stream().map(r -> (double) r.flops()).toList());
        }

        Row row(Target target, String method, int support, int seed, double... predicted) {
            double[] truth = values(accuracies);
            int count = novel.size();
            return new Row(
                    target,
                    method,
                    support,
                    seed,
                    RankingQuality.of(Arrays.copyOf(predicted, count), Arrays.copyOf(truth, count)),
                    RankingQuality.of(predicted, truth));
        }
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The proxy targets on which novel graphs were measured. */
    public static List<Target> targets() throws IOException {
        ProxyTableReader tables = ProxyTableReader.find();
        return BenchmarkSuite.PROXY.targets().stream().filter(tables::hasNovel).toList();
    }

    /** Measures a checkpoint of the proxy suite, and beside it the plain rule, on a target. */
    public static List<Row> measure(Target target, SurrogateQuality.Entry entry) throws IOException {
        Truth truth = Truth.of(target);
        BenchmarkTable table = BenchmarkSuite.PROXY.table();
        List<Row> rows = new ArrayList<>();
        rows.add(truth.row(target, "multiply-adds", 0, entry.seed(), values(truth.multiplyAdds())));
        DeepKernelSurrogate standard =
                DeepKernelSurrogate.of(entry.checkpoint(), BenchmarkSuite.PROXY.sample(target, entry.seed()));
        Map<String, DeepKernelSurrogate> ways = new TreeMap<>(Map.of(
                entry.name() + ", as searches use it",
                standard,
                entry.name() + SurrogateQuality.AS_PRINTED,
                standard.withPriorMean(PriorMean.ZERO).withConditioning(Conditioning.paper())));
        for (Map.Entry<String, DeepKernelSurrogate> way : ways.entrySet()) {
            DeepKernelSurrogate surrogate = way.getValue();
            DeepKernelCandidates candidates = surrogate.encode(truth.all());
            for (int count : SurrogateQuality.SUPPORTS) {
                List<Observation> support = SurrogateQuality.observations(
                        SurrogateQuality.support(entry.checkpoint(), count, entry.seed()), table, target);
                double[] means =
                        surrogate.condition(support).predict(candidates).means();
                rows.add(truth.row(target, way.getKey(), count, entry.seed(), means));
            }
        }
        return rows;
    }

    /** Writes measurements as CSV. */
    public static void write(Path file, List<Row> rows) throws IOException {
        CsvFile.write(file, COLUMNS, rows.stream().map(Row::fields));
    }

    /** Lines for people: means over the seeds. */
    public static Stream<String> summary(List<Row> rows) {
        return rows.stream().map(Row::key).distinct().map(key -> {
            List<Row> of = rows.stream().filter(r -> key.equals(r.key())).toList();
            return String.format(
                    Locale.ROOT,
                    "%-70s novel graphs: Spearman %.3f, rank of best %.0f; with cells: %.3f, %.0f",
                    key,
                    mean(of.stream().mapToDouble(r -> r.novel().spearman())),
                    mean(of.stream().mapToDouble(r -> r.novel().rankOfBest())),
                    mean(of.stream().mapToDouble(r -> r.together().spearman())),
                    mean(of.stream().mapToDouble(r -> r.together().rankOfBest())));
        });
    }

    private static double mean(DoubleStream values) {
        return Summary.of(values.toArray()).mean();
    }
}
