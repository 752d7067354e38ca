package io.github.grabnas.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipException;

/**
 * Reads a CSV file (RFC 4180) row by row: UTF-8 with or without a byte order mark, packed with gzip or not. Refused are
 * rows of another number of fields than the header has, quotes that are not closed or have something behind them, and
 * bytes that are no UTF-8. Memory is taken for one row at a time, of at most 16 million characters.
 */
public final class CsvTable {

    /** Looks at the header, before any row is read. */
    public interface Header {
        /** Takes the names of the columns; throws what is wrong with them. */
        void check(Row names) throws IOException;
    }

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
        read(file, in, "a table with the header " + header, names -> requireEqual(names, header), rows);
    }

    /**
     * Reads a file whose columns may be any.
     *
     * @param what the table is, for messages
     */
    public static void read(InputFile file, String what, Header header, Rows rows) throws IOException {
        try (InputStream in = file.openText()) {
            read(file, in, what, header, rows);
        }
    }

    private static void requireEqual(Row names, List<String> header) throws DataFormatException {
        List<String> found = names.fields();
        if (!found.equals(header)) {
            throw names.fault("the header is " + found + "; expected " + header
                    + (found.size() == header.size() && found.containsAll(header) ? ", in this order" : ""));
        }
    }

    private static void read(InputFile file, InputStream in, String what, Header header, Rows rows) throws IOException {
        // A new decoder refuses what is no UTF-8; the reader's own would put a replacement character there.
        QuoteCounter text = new QuoteCounter(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        // Closing the reader is left to whoever opened the stream.
        CsvReader<CsvRecord> csv =
                CsvReader.builder().acceptCharsAfterQuotes(false).ofCsvRecord(text);
        try {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new DataFormatException(file.path(), "the file is empty; expected " + what);
            }
            Row names = row(file, records, text);
            header.check(names);
            while (records.hasNext()) {
                Row row = row(file, records, text);
                if (row.fields().size() != names.fields().size()) {
                    throw row.fault("it has " + row.fields().size() + " fields; expected "
                            + names.fields().size());
                }
                rows.add(row);
            }
        } catch (CsvParseException e) {
            throw new DataFormatException(file.path(), "not a CSV file: " + reason(e), e);
        } catch (UncheckedIOException e) {
            throw readFault(file, e.getCause());
        } catch (EOFException | ZipException | CharacterCodingException e) {
            throw readFault(file, e);
        }
    }

    /** The next row. A quote that is never closed makes one row of all that follows, so it is the last. */
    private static Row row(InputFile file, Iterator<CsvRecord> records, QuoteCounter text) throws DataFormatException {
        CsvRecord next = records.next();
        Row row = new Row(file.path(), next.getStartingLineNumber(), next.getFields());
        if (!records.hasNext() && text.isOdd()) {
            throw row.fault("a quote (\") is opened in this row and never closed; close it, or remove it");
        }
        return row;
    }

    private static String reason(CsvParseException e) {
        return e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    /** Counts the quotes that have been read. */
    private static final class QuoteCounter extends FilterReader {

        private boolean odd;

        QuoteCounter(Reader text) {
            super(text);
        }

        boolean isOdd() {
            return odd;
        }

        @Override
        public int read(char[] buffer, int from, int most) throws IOException {
            int count = super.read(buffer, from, most);
            for (int i = from; i < from + count; i++) {
                odd ^= buffer[i] == '"';
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            odd ^= next == '"';
            return next;
        }
    }

    private static IOException readFault(InputFile file, IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return new DataFormatException(
                    file.path(), "it has bytes that are no UTF-8, such as letters in Latin-1; save it as UTF-8", cause);
        }
        return cause instanceof EOFException || cause instanceof ZipException
                ? new DataFormatException(file.path(), "damaged gzip data, or cut short: " + cause.getMessage(), cause)
                : file.failed(cause);
    }
}
