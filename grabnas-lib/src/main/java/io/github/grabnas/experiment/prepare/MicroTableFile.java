package io.github.grabnas.experiment.prepare;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes MicroBench's tables, as {@link io.github.grabnas.benchmark.MicroBenchReader} reads them. The file is replaced
 * as a whole, or left as it was.
 */
public final class MicroTableFile {

    private MicroTableFile() {}

    /**
     * Writes a target's table: {@code architecture,accuracy,second_accuracy}, one line a unique cell, by index;
     * accuracies are means over trainings, the third column is empty where there was no second measurement.
     */
    public static void write(Path file, List<Entry> first, List<Entry> second) throws IOException {
        Map<String, Double> again = MicroBenchMeasurement.means(second);
        CsvFile.write(
                file,
                List.of("architecture", "accuracy", "second_accuracy"),
                MicroBenchMeasurement.means(first).entrySet().stream()
                        .sorted(Comparator.comparing(e -> Cell.parse(e.getKey())))
                        .map(e -> List.of(
                                e.getKey(),
                                percent(e.getValue()),
                                again.containsKey(e.getKey()) ? percent(again.get(e.getKey())) : "")));
    }

    /** Writes the meta-training tuples: {@code task,architecture,accuracy}. */
    public static void writeTuples(Path file, List<Entry> entries) throws IOException {
        CsvFile.write(
                file,
                List.of("task", "architecture", "accuracy"),
                entries.stream().map(e -> List.of(e.key().task(), e.key().architecture(), percent(e.accuracy()))));
    }

    private static String percent(double accuracy) {
        return String.format(Locale.ROOT, "%.4f", accuracy);
    }
}
