package io.github.grabnas.benchmark;

import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PercentColumn;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueString;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MicroBench's measured tables. The file of a target holds one cell for each of the 6,466 unique strings; all
 * cells of a string have its accuracy.
 *
 * <pre>{@code
 * BenchmarkTable table = MicroBenchReader.find().table();
 * table.accuracy(cell, Target.MICRO_DIGITS);
 * }</pre>
 */
public final class MicroBenchReader {

    /** Tasks from this one on are for deciding when to stop, those before it to learn from. */
    static final int VALIDATION_FROM = MicroBench.TASKS * 9 / 10;

    private static final List<String> TARGET_HEADER = List.of("architecture", "accuracy", "second_accuracy");
    private static final List<String> TUPLE_HEADER = List.of("task", "architecture", "accuracy");
    private static final int MOST_ROWS = 100_000;
    private static final List<Target> TARGETS = List.of(Target.MICRO_DIGITS, Target.MICRO_FASHION_SHIFT);

    private final Path folder;

    private MicroBenchReader(Path folder) {
        this.folder = folder;
    }

    /**
     * The tables of the checkout.
     *
     * @throws MissingDataException if there is no checkout here
     */
    public static MicroBenchReader find() throws MissingDataException {
        return at(DataFolder.embedded("micro"));
    }

    /** The tables in a folder. */
    public static MicroBenchReader at(Path folder) {
        return new MicroBenchReader(folder);
    }

    /**
     * The accuracies of all cells on both targets, from the first measurement.
     *
     * @throws DataFormatException if a file is cut short, edited into something that is no accuracy, or of another
     *     form; the message names the line
     */
    public BenchmarkTable table() throws IOException {
        String[] unique = Cell.all().stream().map(UniqueString::of).toArray(String[]::new);
        Map<Target, double[]> accuracies = new LinkedHashMap<>();
        for (Target target : TARGETS) {
            Path file = file(target);
            Map<String, Double> byString = new HashMap<>();
            PercentColumn percent = percent(file, "accuracy");
            for (CsvTable.Row row : rows(file, TARGET_HEADER)) {
                if (byString.put(UniqueString.of(cell(row, 0)), percent.read(row.field(1), row.line())) != null) {
                    throw row.fault("cell '" + row.field(0) + "' or one that is the same stands already further up");
                }
            }
            percent.end();
            accuracies.put(
                    target,
                    Arrays.stream(unique)
                            .mapToDouble(u -> byString.getOrDefault(u, Double.NaN))
                            .toArray());
            if (Arrays.stream(accuracies.get(target)).anyMatch(Double::isNaN)) {
                throw new DataFormatException(
                        file,
                        "it holds " + byString.size()
                                + " unique cells and lacks some of the 6,466; it was cut short: check it out again");
            }
        }
        return new BenchmarkTable(accuracies, Arrays.asList(unique));
    }

    /**
     * The accuracies from a second measurement, with other seeds, of those cells for which there was one.
     *
     * @param target one of MicroBench's
     */
    public Map<Cell, Double> second(Target target) throws IOException {
        Path file = file(target);
        Map<Cell, Double> second = new LinkedHashMap<>();
        PercentColumn percent = percent(file, "second_accuracy");
        for (CsvTable.Row row : rows(file, TARGET_HEADER)) {
            if (!row.field(2).isEmpty()) {
                second.put(cell(row, 0), percent.read(row.field(2), row.line()));
            }
        }
        percent.end();
        return second;
    }

    /**
     * The meta-training tuples, ten cells on each of {@link MicroBench#tasks()}; the last tenth of the tasks is for
     * validation.
     */
    public List<MetaTrainingTuple> tuples() throws IOException {
        Path file = folder.resolve("meta-training.csv");
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < MicroBench.TASKS; i++) {
            numbers.put(MicroTask.name(i), i);
        }
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        PercentColumn percent = percent(file, "accuracy");
        for (CsvTable.Row row : rows(file, TUPLE_HEADER)) {
            Integer number = numbers.get(row.field(0));
            if (number == null) {
                throw row.fault("unknown task '" + row.field(0) + "'; expected " + MicroTask.name(0) + " to "
                        + MicroTask.name(MicroBench.TASKS - 1));
            }
            tuples.add(new MetaTrainingTuple(
                    number,
                    cell(row, 1),
                    percent.read(row.field(2), row.line()),
                    number < VALIDATION_FROM ? Split.TRAIN : Split.VALID));
        }
        percent.end();
        return List.copyOf(tuples);
    }

    private Path file(Target target) {
        if (!Target.micro().contains(target)) {
            throw new IllegalArgumentException("target '" + target.label() + "' is not one of MicroBench's");
        }
        return folder.resolve(target.label() + ".csv");
    }

    private static List<CsvTable.Row> rows(Path file, List<String> header) throws IOException {
        List<CsvTable.Row> rows = new ArrayList<>();
        CsvTable.read(InputFile.packedOrNot(file, "a table of MicroBench"), header, row -> {
            if (rows.size() == MOST_ROWS) {
                throw row.fault("more than " + MOST_ROWS + " rows; expected one a cell");
            }
            rows.add(row);
        });
        return rows;
    }

    private static Cell cell(CsvTable.Row row, int field) throws DataFormatException {
        try {
            return Cell.parse(row.field(field));
        } catch (IllegalArgumentException e) {
            throw row.fault(e.getMessage());
        }
    }

    /** Ten classes at most: guessing gives 10 percent or more. */
    private static PercentColumn percent(Path file, String name) {
        return new PercentColumn(file, name, 10);
    }
}
