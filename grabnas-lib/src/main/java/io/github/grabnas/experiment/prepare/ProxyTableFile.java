package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Writes a target's proxy table, one line for each unique cell by its index. The file is replaced as a whole, or left
 * as it was.
 */
public final class ProxyTableFile {

    private ProxyTableFile() {}

    /**
     * Writes a table. The standard error of a mean is the standard deviation of one training over the root of their
     * number; the deviation is pooled over the architectures that were trained as often, since those that are trained
     * again and again are the best, and scatter less than the weak ones.
     *
     * @param trainings of each architecture those that its means are of; cells are sorted by index, graphs stay in
     *     order after them
     * @param skeleton what surrounds the architectures, for their costs
     * @throws IllegalArgumentException if none was trained twice
     */
    public static void write(Path file, Map<String, List<Entry>> trainings, Skeleton skeleton) throws IOException {
        Collection<List<Entry>> repeated =
                trainings.values().stream().filter(e -> e.size() > 1).toList();
        if (repeated.isEmpty()) {
            throw new IllegalArgumentException(file + ": no architecture was trained twice, so that the noise of a "
                    + "training is not known, and a table has standard errors; let the measuring go on");
        }
        Map<Integer, Deviations> deviations = new HashMap<>(Map.of(1, Deviations.of(repeated)));
        repeated.stream()
                .collect(Collectors.groupingBy(List::size))
                .forEach((count, some) -> deviations.put(count, Deviations.of(some)));
        CsvFile.write(
                file,
                ProxyTableReader.COLUMNS,
                trainings.entrySet().stream()
                        .sorted(Comparator.comparingInt(e -> index(Architecture.parse(e.getKey()))))
                        .map(e -> {
                            Deviations one = deviations.get(e.getValue().size());
                            double root = Math.sqrt(e.getValue().size());
                            NetworkCost cost = NetworkCost.of(
                                    Architecture.parse(e.getKey()).graph(), skeleton);
                            return List.of(
                                    e.getKey(),
                                    percent(mean(e.getValue(), ProxyTableFile::validation)),
                                    percent(mean(e.getValue(), Entry::accuracy)),
                                    Integer.toString(e.getValue().size()),
                                    percent(one.validation() / root),
                                    percent(one.test() / root),
                                    Long.toString(cost.parameters()),
                                    Long.toString(cost.flops()));
                        }));
    }

    /**
     * The standard deviations of one training.
     *
     * @param validation of the validation accuracy, in points
     * @param test of the test accuracy, in points
     */
    private record Deviations(double validation, double test) {

        static Deviations of(Collection<List<Entry>> cells) {
            return new Deviations(
                    standardDeviation(cells, ProxyTableFile::validation), standardDeviation(cells, Entry::accuracy));
        }
    }

    private static int index(Architecture architecture) {
        return architecture instanceof Cell cell ? cell.index() : Cell.COUNT;
    }

    /** Writes tuples: one training a line, in the order in which they come. */
    public static void writeTuples(Path file, List<Entry> entries) throws IOException {
        CsvFile.write(
                file,
                ProxyTupleReader.COLUMNS,
                entries.stream()
                        .map(e -> List.of(
                                e.key().task(),
                                e.key().architecture(),
                                Long.toString(e.key().seed()),
                                percent(e.accuracy()))));
    }

    private static double validation(Entry entry) {
        return entry.validation().orElseThrow();
    }

    private static double mean(List<Entry> entries, ToDoubleFunction<Entry> accuracy) {
        return entries.stream().mapToDouble(accuracy).average().orElseThrow();
    }

    /** Of one training: the root of the pooled variance within cells. */
    private static double standardDeviation(Collection<List<Entry>> cells, ToDoubleFunction<Entry> accuracy) {
        double squares = 0;
        int freedom = 0;
        for (List<Entry> entries : cells) {
            double mean = mean(entries, accuracy);
            for (Entry entry : entries) {
                squares += Math.pow(accuracy.applyAsDouble(entry) - mean, 2);
            }
            freedom += entries.size() - 1;
        }
        return Math.sqrt(squares / freedom);
    }

    private static String percent(double accuracy) {
        return String.format(Locale.ROOT, "%.4f", accuracy);
    }
}
