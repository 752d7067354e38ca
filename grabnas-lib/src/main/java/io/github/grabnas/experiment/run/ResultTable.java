package io.github.grabnas.experiment.run;

import tech.tablesaw.api.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of results. What was measured here and what was published are different columns, whose names say which they
 * are.
 *
 * <p>Numbers are kept as they were computed; each column's print formatter, see {@link Decimals}, decides how they are
 * printed. {@link ResultColumns} makes such tables.
 *
 * @param name of its file, without the ending
 * @param title in prose
 * @param table the numbers; a copy, also when it is read
 * @param notes what a reader must know beside it
 */
public record ResultTable(String name, String title, Table table, List<String> notes) {

    /** Copies table and notes. */
    public ResultTable {
        table = table.copy();
        notes = List.copyOf(notes);
    }

    @Override
    public Table table() {
        return table.copy();
    }

    /** The same with further notes. */
    public ResultTable with(List<String> further) {
        return new ResultTable(
                name,
                title,
                table,
                Stream.concat(notes.stream(), further.stream()).toList());
    }

    /** Header and rows as CSV. */
    public String csv() {
        return CsvFile.text(table.columnNames(), rows());
    }

    /** Writes them into a folder as {@code name.csv}. */
    public void write(Path folder) throws IOException {
        CsvFile.write(folder.resolve(name + ".csv"), table.columnNames(), rows());
    }

    private Stream<List<String>> rows() {
        return IntStream.range(0, table.rowCount())
                .mapToObj(row -> table.columns().stream()
                        .map(column -> column.getString(row))
                        .toList());
    }
}
