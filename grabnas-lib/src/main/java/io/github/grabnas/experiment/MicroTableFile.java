package io.github.grabnas.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes MicroBench's tables, as {@link io.github.grabnas.data.MicroBenchReader} reads them. The
 * file is replaced as a whole, or left as it was.
 */
public final class MicroTableFile {

    private static final Comparator<Entry> BY_CELL = Comparator.comparing(e -> Cell.parse(e.key().architecture()));

    private MicroTableFile() {
    }

    /**
     * Writes a target's table: {@code architecture,accuracy,second_accuracy}, one line a unique cell,
     * the third column empty where no second seed was trained.
     */
    public static void write(Path file, List<Entry> first, List<Entry> second) throws IOException {
        Map<String, Double> again = second.stream().collect(Collectors.toMap(e -> e.key().architecture(), Entry::accuracy));
        replace(file, List.of("architecture", "accuracy", "second_accuracy"), first.stream().sorted(BY_CELL)
                .map(e -> List.of(e.key().architecture(), percent(e.accuracy()),
                        again.containsKey(e.key().architecture()) ? percent(again.get(e.key().architecture())) : ""))
                .toList());
    }

    /** Writes the meta-training tuples: {@code task,architecture,accuracy}. */
    public static void writeTuples(Path file, List<Entry> entries) throws IOException {
        replace(file, List.of("task", "architecture", "accuracy"), entries.stream()
                .map(e -> List.of(e.key().task(), e.key().architecture(), percent(e.accuracy()))).toList());
    }

    private static String percent(double accuracy) {
        return String.format(java.util.Locale.ROOT, "%.4f", accuracy);
    }

    private static void replace(Path file, List<String> header, List<List<String>> rows) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
        try {
            try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(part)) {
                csv.writeRecord(header);
                rows.forEach(csv::writeRecord);
            }
            part.toFile().setReadable(true, false);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
