package io.github.grabnas.experiment.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of results. What was measured here and what was published stand in different columns, whose names say which
 * they are.
 *
 * @param name of its file, without the ending
 * @param title in prose
 * @param columns their names
 * @param rows as many fields as there are columns; an empty one where there is nothing
 * @param notes what a reader must know beside it
 */
public record ResultTable(String name, String title, List<String> columns, List<List<String>> rows, List<String> notes) {

    /** Checks the rows. */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(name + ": " + row.size() + " fields " + row + " for " + columns.size()
                        + " columns");
            }
        }
    }

    /** The same with further notes. */
    public ResultTable with(List<String> further) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(further);
        return new ResultTable(name, title, columns, rows, all);
    }

    /** Header and rows as CSV. */
    public String csv() {
        return CsvFile.text(columns, rows.stream());
    }

    /** Writes them into a folder as {@code name.csv}. */
    public void write(Path folder) throws IOException {
        CsvFile.write(folder.resolve(name + ".csv"), columns, rows.stream());
    }

    /** A number with three decimals. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
