package io.github.grabnas.experiment.prepare;

import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.statistics.Summary;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Does the dataset matter? How well a meta-trained surrogate predicts the architectures of the tasks at proxy scale
 * that were held out, of whose classes no meta-training task has any: with the embedding of the task's own images, with
 * another task's, with the mean embedding of meta-training, and with none.
 */
public final class DatasetEffect {

    private static final List<Integer> OBSERVED = List.of(0, 5, 20);

    private DatasetEffect() {}

    /** Which dataset embedding the surrogate gets. */
    public enum Embedding {
        /** Of the task's images. */
        OWN,
        /** Of the next held-out task's images. */
        ANOTHER,
        /** The mean over the meta-training tasks. */
        MEAN,
        /** Zero. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One measurement.
     *
     * @param checkpoint the name of the surrogate
     * @param seed of its training, and of the draws
     * @param task the held-out task
     * @param embedding what stood for its dataset
     * @param observed how many of its accuracies were known; the others are predicted
     * @param spearman rank correlation of predicted and true accuracies
     * @param explained squared correlation: the share of the variance within the task that a line explains
     */
    public record Row(
            String checkpoint,
            int seed,
            String task,
            Embedding embedding,
            int observed,
            double spearman,
            double explained) {

        /** Checks that nothing is missing. */
        public Row {
            Objects.requireNonNull(checkpoint, "checkpoint");
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(embedding, "embedding");
        }
    }

    /** Measures one checkpoint on all held-out tasks. */
    public static List<Row> measure(String name, MetaCheckpoint checkpoint, int seed) throws IOException {
        List<HeldOutTask> tasks = HeldOutTask.all(checkpoint.model().graphs().maxNodes());
        List<Row> rows = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            HeldOutTask task = tasks.get(t);
            HeldOutTask other = tasks.get((t + 1) % tasks.size());
            List<Observation> shuffled = new ArrayList<>(task.trainings());
            Collections.shuffle(shuffled, new Random(seed));
            for (Embedding embedding : Embedding.values()) {
                DeepKernelSurrogate surrogate = switch (embedding) {
                    case OWN -> DeepKernelSurrogate.of(checkpoint, task.sample(seed));
                    case ANOTHER -> DeepKernelSurrogate.of(checkpoint, other.sample(seed));
                    case MEAN -> DeepKernelSurrogate.withMeanDataset(checkpoint);
                    case NONE -> DeepKernelSurrogate.withoutDataset(checkpoint);
                };
                for (int observed : OBSERVED) {
                    List<Observation> rest = shuffled.subList(observed, shuffled.size());
                    double[] predicted = predict(surrogate, shuffled.subList(0, observed), rest);
                    double[] truth =
                            rest.stream().mapToDouble(Observation::accuracy).toArray();
                    rows.add(new Row(
                            name,
                            seed,
                            task.name(),
                            embedding,
                            observed,
                            new SpearmansCorrelation().correlation(predicted, truth),
                            Math.pow(new PearsonsCorrelation().correlation(predicted, truth), 2)));
                }
            }
        }
        return rows;
    }

    private static double[] predict(DeepKernelSurrogate surrogate, List<Observation> known, List<Observation> rest) {
        var candidates =
                surrogate.encode(rest.stream().map(Observation::architecture).toList());
        return known.isEmpty()
                ? candidates.priorMeans()
                : surrogate.condition(known).predict(candidates).means();
    }

    /** Writes measurements as CSV. */
    public static void write(Path file, List<Row> rows) throws IOException {
        CsvFile.write(
                file,
                List.of("method", "seed", "task", "embedding", "observed", "spearman", "explained"),
                rows.stream()
                        .map(r -> List.of(
                                r.checkpoint,
                                Integer.toString(r.seed),
                                r.task,
                                r.embedding.toString(),
                                Integer.toString(r.observed),
                                String.format(Locale.ROOT, "%.4f", r.spearman),
                                String.format(Locale.ROOT, "%.4f", r.explained))));
    }

    /** Lines for people: mean over the tasks, then mean and standard deviation over the seeds. */
    public static Stream<String> summary(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        for (String name : rows.stream().map(Row::checkpoint).distinct().toList()) {
            for (int observed : OBSERVED) {
                Arrays.stream(Embedding.values())
                        .map(embedding -> line(
                                name,
                                rows.stream()
                                        .filter(r -> r.checkpoint.equals(name)
                                                && r.observed == observed
                                                && r.embedding == embedding)
                                        .toList()))
                        .forEach(lines::add);
            }
        }
        return lines.stream();
    }

    private static String line(String name, List<Row> rows) {
        Summary spearman = bySeed(rows, true);
        Summary explained = bySeed(rows, false);
        return String.format(
                Locale.ROOT,
                "%s, %2d observed, %-7s embedding: Spearman %.3f±%.3f, explained %.3f±%.3f",
                name,
                rows.get(0).observed,
                rows.get(0).embedding,
                spearman.mean(),
                spearman.standardDeviation(),
                explained.mean(),
                explained.standardDeviation());
    }

    private static Summary bySeed(List<Row> rows, boolean ranks) {
        return Summary.of(rows.stream()
                .map(Row::seed)
                .distinct()
                .mapToDouble(seed -> rows.stream()
                        .filter(r -> r.seed == seed)
                        .mapToDouble(r -> ranks ? r.spearman : r.explained)
                        .average()
                        .orElseThrow())
                .toArray());
    }
}
