package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One column of anybody's table: a number for each of some architectures, cells or other graphs, in any real unit.
 *
 * <pre>{@code
 * ArchitectureTable table = ArchitectureTable.read(Path.of("latencies.csv.gz"), "milliseconds");
 * table.value(cell);   // empty where the table has no such architecture
 * }</pre>
 *
 * <p>The file is CSV in UTF-8, plain or gzip, with a header. The column {@code architecture} holds
 * {@link Architecture#text}s; other columns are ignored. A field that is empty means that the number is not known.
 */
public final class ArchitectureTable {

    private static final String ARCHITECTURE = "architecture";

    private final String column;
    private final Map<Architecture, Double> values;
    private final Map<Object, Double> byClass = new HashMap<>();

    /**
     * A table.
     *
     * @param column what the numbers are
     * @param values a finite number for each architecture, at least one, in an order that is kept
     */
    public ArchitectureTable(String column, Map<? extends Architecture, Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "column '" + column + "' has no number; expected one for at least one architecture");
        }
        this.column = Objects.requireNonNull(column, "column");
        this.values = new LinkedHashMap<>(values);
        this.values.forEach((architecture, value) -> byClass.putIfAbsent(architecture.equivalenceClass(), value));
    }

    /**
     * Reads a column.
     *
     * @throws DataFormatException if the file has no such column or two of the name, an architecture is unknown or
     *     listed twice, or a field is no finite decimal number; the message names the line
     */
    public static ArchitectureTable read(Path file, String column) throws IOException {
        Map<Architecture, Double> values = new LinkedHashMap<>();
        List<String> header = new ArrayList<>();
        CsvTable.read(
                InputFile.of(file, "the table"),
                "a table with the columns " + ARCHITECTURE + " and " + column,
                names -> {
                    requireColumns(names, column);
                    header.addAll(names.fields());
                },
                row -> {
                    Architecture architecture = architecture(row, header.indexOf(ARCHITECTURE));
                    String field = row.field(header.indexOf(column)).strip();
                    if (!field.isEmpty() && values.put(architecture, number(row, column, field)) != null) {
                        throw row.fault(
                                "architecture '" + architecture.text() + "' is listed twice; expected each once");
                    }
                });
        if (values.isEmpty()) {
            throw new DataFormatException(
                    file, "column '" + column + "' has no number; expected one for at least one architecture");
        }
        return new ArchitectureTable(column, values);
    }

    private static void requireColumns(CsvTable.Row names, String column) throws DataFormatException {
        for (String name : List.of(ARCHITECTURE, column)) {
            int count = Collections.frequency(names.fields(), name);
            if (count != 1) {
                throw names.fault(
                        (count == 0 ? "it has no column '" + name + "'" : count + " columns are named '" + name + "'")
                                + "; its columns are " + String.join(", ", names.fields()));
            }
        }
    }

    private static Architecture architecture(CsvTable.Row row, int column) throws DataFormatException {
        try {
            Architecture architecture =
                    Architecture.parse(row.field(column).strip()).canonical();
            if (architecture instanceof ArchitectureGraph graph) {
                GraphClassifier.requireValid(graph);
            }
            return architecture;
        } catch (IllegalArgumentException e) {
            throw row.fault(e.getMessage());
        }
    }

    private static double number(CsvTable.Row row, String column, String field) throws DataFormatException {
        try {
            return DecimalNumber.parse(field);
        } catch (NumberFormatException e) {
            throw row.fault(column + " " + e.getMessage() + "; leave it empty where it is not known");
        }
    }

    /** What the numbers are: the name of the column. */
    public String column() {
        return column;
    }

    /** The architectures that have a number, in the order of the file. */
    public List<Architecture> architectures() {
        return List.copyOf(values.keySet());
    }

    /**
     * The number of an architecture; where it is not listed, that of an equivalent one
     * ({@link Architecture#equivalenceClass}); empty where there is none.
     */
    public OptionalDouble value(Architecture architecture) {
        Double own = values.get(architecture.canonical());
        Double number = own != null ? own : byClass.get(architecture.equivalenceClass());
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
