package io.github.grabnas.benchmark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassifier;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.zip.ZipException;

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
     * @throws DataFormatException if the file has no such column, an architecture is unknown or listed twice, or a
     *     field is no finite decimal number; the message names the line
     */
    public static ArchitectureTable read(Path file, String column) throws IOException {
        Map<Architecture, Double> values = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(
                        new InputStreamReader(InputFile.of(file, "the table").openText(), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord line : csv) {
                requireColumns(file, line, column);
                Architecture architecture = architecture(file, line);
                String field = line.getField(column).strip();
                if (field.isEmpty()) {
                    continue;
                }
                if (values.put(architecture, number(file, line, column, field)) != null) {
                    throw new DataFormatException(
                            file,
                            line.getStartingLineNumber(),
                            "architecture '" + architecture.text() + "' is listed twice; expected each once");
                }
            }
        } catch (CsvParseException e) {
            throw new DataFormatException(file, "it is no CSV: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw readFault(file, e.getCause());
        } catch (EOFException | ZipException e) {
            throw readFault(file, e);
        }
        if (values.isEmpty()) {
            throw new DataFormatException(
                    file, "column '" + column + "' has no number; expected one for at least one architecture");
        }
        return new ArchitectureTable(column, values);
    }

    private static IOException readFault(Path file, IOException cause) {
        return cause instanceof EOFException || cause instanceof ZipException
                ? new DataFormatException(
                        file, "its gzip compression is damaged, or cut short: " + cause.getMessage(), cause)
                : InputFile.of(file, "the table").failed(cause);
    }

    private static void requireColumns(Path file, NamedCsvRecord line, String column) throws DataFormatException {
        for (String name : List.of(ARCHITECTURE, column)) {
            if (!line.getHeader().contains(name)) {
                throw new DataFormatException(
                        file,
                        "it has no column '" + name + "'; its columns are " + String.join(", ", line.getHeader()));
            }
        }
        if (line.getFieldCount() != line.getHeader().size()) {
            throw new DataFormatException(
                    file,
                    line.getStartingLineNumber(),
                    line.getFieldCount() + " fields; the header has "
                            + line.getHeader().size());
        }
    }

    private static Architecture architecture(Path file, NamedCsvRecord line) throws DataFormatException {
        try {
            Architecture architecture =
                    Architecture.parse(line.getField(ARCHITECTURE).strip()).canonical();
            if (architecture instanceof ArchitectureGraph graph) {
                GraphClassifier.requireValid(graph);
            }
            return architecture;
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(file, line.getStartingLineNumber(), e.getMessage());
        }
    }

    private static double number(Path file, NamedCsvRecord line, String column, String field)
            throws DataFormatException {
        try {
            return DecimalNumber.parse(field);
        } catch (NumberFormatException e) {
            throw new DataFormatException(
                    file,
                    line.getStartingLineNumber(),
                    column + " " + e.getMessage() + "; leave it empty where it is not known");
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
