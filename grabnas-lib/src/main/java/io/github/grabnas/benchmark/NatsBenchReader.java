package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFormatException;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.grabnas.space.Cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the table of NAS-Bench-201 accuracies that {@code nats_bench.csv} of the public repository
 * v-tao/nats-bench-landscape holds: for each of the 15,625 cells the test accuracy in percent after
 * 200 epochs on three targets, the cell's text and its unique string.
 *
 * <p>The file is read as a stream and checked on the way: header, number of rows, each cell once,
 * accuracies from 0 to 100, unique strings, and in the end the SHA-256 of the whole, so that an
 * edited number is noticed even if it looks like an accuracy.
 *
 * <pre>{@code
 * BenchmarkTable table = NatsBenchReader.published().read(Path.of("nats_bench.csv"));
 * table.accuracy(cell, Target.CIFAR10);
 * }</pre>
 */
public final class NatsBenchReader {

    /** The SHA-256 of the published file. */
    public static final String PUBLISHED_SHA256 = "cb5d777ec3368be83c8f9b3aa4d520696051cb0eb8d94b8f85b519f9ea4afa3e";

    private static final List<String> HEADER = List.of("CIFAR10TestAccuracy200Epochs",
            "CIFAR100TestAccuracy200Epochs", "ImageNetTestAccuracy200Epochs", "ArchitectureString", "UniqueString");

    private final Optional<String> sha256;

    private NatsBenchReader(Optional<String> sha256) {
        this.sha256 = sha256;
    }

    /** A reader that accepts the published file alone. */
    public static NatsBenchReader published() {
        return new NatsBenchReader(Optional.of(PUBLISHED_SHA256));
    }

    /** A reader of any complete table of this form, such as one measured anew. */
    public static NatsBenchReader anyTable() {
        return new NatsBenchReader(Optional.empty());
    }

    /**
     * Reads a file.
     *
     * @throws DataFormatException if the file is truncated, edited or of another form; the message
     *     names the line and the reason
     * @throws IOException if the file cannot be read
     */
    public BenchmarkTable read(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        BenchmarkTable table;
        try (DigestInputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            table = new Rows(file).read(stream);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new DataFormatException(file, "not a CSV file: " + e.getMessage(), e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (sha256.isPresent() && !sha256.get().equals(found)) {
            throw new DataFormatException(file, "the file was edited: its SHA-256 is " + found + ", the published file's "
                    + sha256.get() + "; fetch it again with data/fetch.sh");
        }
        return table;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What has been read of one file. */
    private static final class Rows {

        private final Path file;
        private final Map<Target, double[]> accuracies = new LinkedHashMap<>();
        private final String[] uniqueStrings = new String[Cell.COUNT];
        private final long[] lineOfCell = new long[Cell.COUNT];

        Rows(Path file) {
            this.file = file;
            for (Target target : Target.nasBench201()) {
                accuracies.put(target, new double[Cell.COUNT]);
            }
        }

        BenchmarkTable read(DigestInputStream stream) throws IOException {
            int rows = 0;
            try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)))) {
                Iterator<CsvRecord> records = csv.iterator();
                if (!records.hasNext()) {
                    throw new DataFormatException(file, "the file is empty");
                }
                CsvRecord header = records.next();
                if (!header.getFields().equals(HEADER)) {
                    throw new DataFormatException(file, 1, "the header is " + header.getFields() + "; expected " + HEADER);
                }
                while (records.hasNext()) {
                    add(records.next());
                    rows++;
                }
            }
            if (rows != Cell.COUNT) {
                throw new DataFormatException(file, "it holds " + rows + " cells; expected " + Cell.COUNT
                        + "; it seems to be truncated: fetch it again with data/fetch.sh");
            }
            return new BenchmarkTable(accuracies, Arrays.asList(uniqueStrings));
        }

        private void add(CsvRecord row) throws DataFormatException {
            long line = row.getStartingLineNumber();
            if (row.getFieldCount() != HEADER.size()) {
                throw new DataFormatException(file, line, "it has " + row.getFieldCount() + " fields; expected "
                        + HEADER.size());
            }
            int index = cell(row.getField(3), line).index();
            if (lineOfCell[index] != 0) {
                throw new DataFormatException(file, line, "cell '" + row.getField(3) + "' stands already in line "
                        + lineOfCell[index]);
            }
            lineOfCell[index] = line;
            for (Target target : Target.nasBench201()) {
                int column = Target.nasBench201().indexOf(target);
                accuracies.get(target)[index] = accuracy(row.getField(column), HEADER.get(column), line);
            }
            uniqueStrings[index] = row.getField(4);
            if (uniqueStrings[index].isBlank()) {
                throw new DataFormatException(file, line, "the unique string is empty");
            }
        }

        private Cell cell(String text, long line) throws DataFormatException {
            try {
                return Cell.parse(text);
            } catch (IllegalArgumentException e) {
                throw new DataFormatException(file, line, e.getMessage());
            }
        }

        private double accuracy(String text, String column, long line) throws DataFormatException {
            double accuracy;
            try {
                accuracy = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new DataFormatException(file, line, column + " is '" + text + "'; expected a number");
            }
            if (!(accuracy >= 0 && accuracy <= 100)) {
                throw new DataFormatException(file, line, column + " is " + text + "; expected a percentage, 0 to 100");
            }
            return accuracy;
        }
    }
}
