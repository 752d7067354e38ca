package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PercentColumn;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.space.UniqueString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the tables that were measured at proxy scale: one CSV file a target, one line for each of the 6,466 unique
 * cells.
 *
 * <pre>{@code
 * ProxyTableReader tables = ProxyTableReader.find();
 * BenchmarkTable table = tables.table(Target.proxy());
 * ProxyTableReader.Row row = tables.rows(Target.proxy().get(0)).get(cell);
 * }</pre>
 */
public final class ProxyTableReader {

    /** The columns. Accuracies and their standard errors are in percent. */
    public static final List<String> COLUMNS = List.of(
            "architecture",
            "validation_accuracy",
            "test_accuracy",
            "trainings",
            "validation_standard_error",
            "test_standard_error",
            "parameters",
            "flops");

    /** A hundred classes: guessing gives 1 percent or more. */
    private static final double GUESSING = 1;

    private final Path folder;

    private ProxyTableReader(Path folder) {
        this.folder = folder;
    }

    /**
     * What is known of a unique cell.
     *
     * @param validationAccuracy mean over trainings, on the validation images, in percent
     * @param testAccuracy mean over trainings, on the test images, in percent
     * @param trainings how many the means are of
     * @param validationStandardError of the first mean, in points
     * @param testStandardError of the second mean, in points
     * @param parameters of the network, dead ends included
     * @param flops multiply-adds for an image, dead ends included
     */
    public record Row(
            double validationAccuracy,
            double testAccuracy,
            int trainings,
            double validationStandardError,
            double testStandardError,
            long parameters,
            long flops) {}

    /**
     * The tables of the checkout.
     *
     * @throws MissingDataException if there is no checkout here
     */
    public static ProxyTableReader find() throws MissingDataException {
        return at(DataFolder.embedded("proxy"));
    }

    /** The tables in a folder. */
    public static ProxyTableReader at(Path folder) {
        return new ProxyTableReader(folder);
    }

    /**
     * The accuracies of all cells on some targets: searches see those on validation images.
     *
     * @throws DataFormatException if a file is cut short, edited into something that is no accuracy, or of another
     *     form; the message names the line
     */
    public BenchmarkTable table(List<Target> targets) throws IOException {
        List<String> unique = Cell.all().stream().map(UniqueString::of).toList();
        Map<Target, double[]> seen = new LinkedHashMap<>();
        Map<Target, double[]> reported = new LinkedHashMap<>();
        for (Target target : targets) {
            Map<String, Row> byString = new HashMap<>();
            rows(target).forEach((cell, row) -> byString.put(UniqueString.of(cell), row));
            seen.put(
                    target,
                    unique.stream()
                            .mapToDouble(u -> byString.get(u).validationAccuracy)
                            .toArray());
            reported.put(
                    target,
                    unique.stream()
                            .mapToDouble(u -> byString.get(u).testAccuracy)
                            .toArray());
        }
        return new BenchmarkTable(seen, reported, unique);
    }

    /** Everything that is known of each unique cell on a target, by index. */
    public Map<Cell, Row> rows(Target target) throws IOException {
        Path file = folder.resolve(target.label() + ".csv");
        Map<Cell, Row> rows = rows(file, ProxyTableReader::cell);
        if (rows.size() != UniqueCells.all().size()) {
            throw new DataFormatException(
                    file,
                    "it holds " + rows.size() + " unique cells; expected "
                            + UniqueCells.all().size() + "; it was cut short: check it out again");
        }
        return rows;
    }

    /** Whether graphs that are no cells were measured on a target. */
    public boolean hasNovel(Target target) {
        return Files.exists(InputFile.packedOrNot(novelFile(target), "").path());
    }

    /**
     * Everything that is known of the measured graphs that are no cells ({@code measure TARGET-novel}), in the order of
     * the file.
     *
     * @throws MissingDataException if none were measured on this target
     */
    public Map<ArchitectureGraph, Row> novelRows(Target target) throws IOException {
        return rows(novelFile(target), ProxyTableReader::graph);
    }

    private Path novelFile(Target target) {
        return folder.resolve(target.label() + "-novel.csv");
    }

    /** What tells which architecture a line is about. */
    private interface Named<A> {

        A of(CsvTable.Row row) throws DataFormatException;
    }

    private static <A extends Architecture> Map<A, Row> rows(Path file, Named<A> architecture) throws IOException {
        Map<A, Row> rows = new LinkedHashMap<>();
        PercentColumn validation = new PercentColumn(file, COLUMNS.get(1), GUESSING);
        PercentColumn test = new PercentColumn(file, COLUMNS.get(2), GUESSING);
        CsvTable.read(InputFile.packedOrNot(file, "a table measured at proxy scale"), COLUMNS, row -> {
            A named = architecture.of(row);
            Row known = new Row(
                    validation.read(row.field(1), row.line()),
                    test.read(row.field(2), row.line()),
                    (int) whole(row, 3, Integer.MAX_VALUE),
                    number(row, 4, 0),
                    number(row, 5, 0),
                    whole(row, 6, Long.MAX_VALUE),
                    whole(row, 7, Long.MAX_VALUE));
            if (rows.put(named, known) != null) {
                throw row.fault("architecture '" + named.text() + "' stands already further up");
            }
        });
        validation.end();
        test.end();
        return rows;
    }

    private static ArchitectureGraph graph(CsvTable.Row row) throws DataFormatException {
        try {
            return ArchitectureGraph.parse(row.field(0));
        } catch (IllegalArgumentException e) {
            throw row.fault(e.getMessage());
        }
    }

    private static Cell cell(CsvTable.Row row) throws DataFormatException {
        try {
            Cell cell = Cell.parse(row.field(0));
            if (!UniqueCells.representative(cell).equals(cell)) {
                throw row.fault("cell '" + cell.text() + "' is the same as '"
                        + UniqueCells.representative(cell).text() + "'; expected that one");
            }
            return cell;
        } catch (IllegalArgumentException e) {
            throw row.fault(e.getMessage());
        }
    }

    private static long whole(CsvTable.Row row, int column, long most) throws DataFormatException {
        try {
            return DecimalNumber.parseWhole(row.field(column), 1, most);
        } catch (NumberFormatException e) {
            throw row.fault(COLUMNS.get(column) + " is " + e.getMessage());
        }
    }

    private static double number(CsvTable.Row row, int column, double least) throws DataFormatException {
        try {
            double number = DecimalNumber.parse(row.field(column));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw row.fault(
                COLUMNS.get(column) + " is '" + row.field(column) + "'; expected a number of at least " + least);
    }
}
