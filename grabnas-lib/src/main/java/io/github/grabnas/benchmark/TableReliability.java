package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How reliable a target's proxy table is, by second trainings: one line of {@code data/proxy/reliability.csv}.
 *
 * @param target the dataset's label
 * @param trainings how many a cell's mean is of that is not among the best
 * @param spearman of two single trainings, over 600 cells drawn evenly
 * @param reliability of the table's mean, by Spearman and Brown
 * @param bar that it is to reach
 * @param top reliability of the means over the 200 cells that were best by the trainings before: the correlation of the
 *     means of two halves of their trainings, by Spearman and Brown for all
 * @param topBar that it is to reach
 */
public record TableReliability(
        String target, int trainings, double spearman, double reliability, double bar, double top, double topBar) {

    /** The file, beside the tables. */
    public static final String FILE = "reliability.csv";

    /** Its columns. */
    public static final List<String> COLUMNS = List.of(
            "target", "trainings", "spearman_of_two", "reliability", "bar", "top_200_reliability", "top_200_bar");

    /** Checks that nothing is missing. */
    public TableReliability {
        Objects.requireNonNull(target, "target");
    }

    /** Whether both bars are met; otherwise the table is too noisy for ranks of methods. */
    public boolean isEnoughForRanks() {
        return reliability >= bar && top >= topBar;
    }

    /** Those that the checkout has; empty if it has none. */
    public static List<TableReliability> find() throws IOException {
        try {
            return read(DataFolder.embedded("proxy").resolve(FILE));
        } catch (MissingDataException e) {
            return List.of();
        }
    }

    /** The one of a target that the checkout has, if it has. */
    public static Optional<TableReliability> find(String target) throws IOException {
        return find().stream().filter(r -> r.target.equals(target)).findFirst();
    }

    /**
     * Whether a target's table is reliable enough for ranks of methods: by its line, where there is one. A table at
     * proxy scale without a line is not finished and so is not; published tables have no lines and are.
     */
    public static boolean isEnough(Target target) throws IOException {
        return find(target.label())
                .map(TableReliability::isEnoughForRanks)
                .orElse(!Target.proxy().contains(target));
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws DataFormatException if it is damaged; the message names the line
     */
    public static List<TableReliability> read(Path file) throws IOException {
        List<TableReliability> lines = new ArrayList<>();
        if (Files.exists(file)) {
            CsvTable.read(
                    InputFile.packedOrNot(file, "the reliability of proxy tables"),
                    COLUMNS,
                    row -> lines.add(new TableReliability(
                            row.field(0),
                            trainings(row),
                            number(row, 2),
                            number(row, 3),
                            number(row, 4),
                            number(row, 5),
                            number(row, 6))));
        }
        return lines;
    }

    private static int trainings(CsvTable.Row row) throws DataFormatException {
        try {
            return (int) DecimalNumber.parseWhole(row.field(1), 1, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw row.fault(COLUMNS.get(1) + " " + e.getMessage());
        }
    }

    private static double number(CsvTable.Row row, int column) throws DataFormatException {
        try {
            return DecimalNumber.parse(row.field(column));
        } catch (NumberFormatException e) {
            throw row.fault(COLUMNS.get(column) + " " + e.getMessage());
        }
    }
}
