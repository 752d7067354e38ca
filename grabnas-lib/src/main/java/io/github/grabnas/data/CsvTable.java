package io.github.grabnas.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipException;

/**
 * Reads a CSV file with a fixed header, row by row: UTF-8 with or without a byte order mark, packed with gzip or not.
 * Rows of another number of fields are refused with their line. Memory is taken for one row at a time, of at most 16
 * million characters.
 */
public final class CsvTable {

    /** Takes the rows, in their order. */
    public interface Rows {
        /** Takes one row, with as many fields as the header has. */
        void add(Row row) throws IOException;
    }

    /**
     * A row of a table.
     *
     * @param file the table
     * @param line where the row begins, from 1
     * @param fields as many as the header has
     */
    public record Row(Path file, long line, List<String> fields) {

        /** Checks that nothing is missing. */
        public Row {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(fields, "fields");
        }

        /** A field, from 0. */
        public String field(int column) {
            return fields.get(column);
        }

        /** A fault of this row. */
        public DataFormatException fault(String reason) {
            return new DataFormatException(file, line, reason);
        }
    }

    private CsvTable() {}

    /**
     * Reads a file.
     *
     * @param header the names of the columns, in their order
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if it is no CSV file, or has another header
     */
    public static void read(InputFile file, List<String> header, Rows rows) throws IOException {
        try (InputStream in = file.openText()) {
            read(file, in, header, rows);
        }
    }

    /** Reads an open stream of a file, without its byte order mark. */
    public static void read(InputFile file, InputStream in, List<String> header, Rows rows) throws IOException {
        Path path = file.path();
        // Closing the reader is left to whoever opened the stream.
        CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new DataFormatException(path, "the file is empty; expected a table with the header " + header);
            }
            List<String> found = records.next().getFields();
            if (!found.equals(header)) {
                throw new DataFormatException(
                        path,
                        1,
                        "the header is " + found + "; expected " + header
                                + (found.size() == header.size() && found.containsAll(header)
                                        ? ", in this order"
                                        : ""));
            }
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (row.getFieldCount() != header.size()) {
                    throw new DataFormatException(
                            path,
                            row.getStartingLineNumber(),
                            "it has " + row.getFieldCount() + " fields; expected " + header.size());
                }
                rows.add(new Row(path, row.getStartingLineNumber(), row.getFields()));
            }
        } catch (CsvParseException e) {
            throw new DataFormatException(path, "not a CSV file: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw readFault(file, e.getCause());
        } catch (EOFException | ZipException e) {
            throw readFault(file, e);
        }
    }

    private static IOException readFault(InputFile file, IOException cause) {
        return cause instanceof EOFException || cause instanceof ZipException
                ? new DataFormatException(file.path(), "damaged gzip data, or cut short: " + cause.getMessage(), cause)
                : file.failed(cause);
    }
}
