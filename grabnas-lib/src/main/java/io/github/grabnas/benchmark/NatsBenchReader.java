package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PercentColumn;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the table of NAS-Bench-201 accuracies that {@code nats_bench.csv} of the public repository
 * v-tao/nats-bench-landscape holds: for each of the 15,625 cells the test accuracy in percent after 200 epochs on three
 * targets, the cell's text and its unique string.
 *
 * <p>The file, packed with gzip or not, is read as a stream and checked on the way: header, number of rows, each cell
 * once, accuracies from 0 to 100 and no fractions from 0 to 1, unique strings, and in the end the SHA-256 of the whole
 * text without a byte order mark, so that an edited number is noticed even if it looks like an accuracy.
 *
 * <pre>{@code
 * BenchmarkTable table = NatsBenchReader.published().read(Path.of("nats_bench.csv"));
 * table.accuracy(cell, Target.CIFAR10);
 * }</pre>
 */
public final class NatsBenchReader {

    /** The SHA-256 of the published file. */
    public static final String PUBLISHED_SHA256 = "cb5d777ec3368be83c8f9b3aa4d520696051cb0eb8d94b8f85b519f9ea4afa3e";

    private static final List<String> HEADER = List.of(
            "CIFAR10TestAccuracy200Epochs",
            "CIFAR100TestAccuracy200Epochs",
            "ImageNetTestAccuracy200Epochs",
            "ArchitectureString",
            "UniqueString");

    /** The accuracy of guessing, of the first three columns: 10, 100 and 120 classes. */
    private static final List<Double> GUESSING = List.of(10.0, 1.0, 100.0 / 120);

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
     * @throws DataFormatException if the file is truncated, edited or of another form; the message names the line and
     *     the reason
     * @throws MissingDataException if there is no such file
     * @throws IOException if the file cannot be read
     */
    public BenchmarkTable read(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        InputFile input = InputFile.packedOrNot(file, "the table of NAS-Bench-201");
        BenchmarkTable table;
        try (DigestInputStream stream = new DigestInputStream(input.openText(), digest)) {
            table = new Rows(input.path()).read(input, stream);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (sha256.isPresent() && !sha256.get().equals(found)) {
            throw new DataFormatException(
                    file,
                    "the file was edited: its SHA-256 is " + found + ", the published file's " + sha256.get()
                            + "; fetch it again with data/fetch.sh");
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
        private final List<PercentColumn> percent;
        private int rows;

        Rows(Path file) {
            this.file = file;
            this.percent = IntStream.range(0, GUESSING.size())
                    .mapToObj(i -> new PercentColumn(file, HEADER.get(i), GUESSING.get(i)))
                    .toList();
            for (Target target : Target.nasBench201()) {
                accuracies.put(target, new double[Cell.COUNT]);
            }
        }

        BenchmarkTable read(InputFile input, InputStream stream) throws IOException {
            CsvTable.read(input, stream, HEADER, this::add);
            if (rows != Cell.COUNT) {
                throw new DataFormatException(
                        file,
                        "it holds " + rows + " cells; expected " + Cell.COUNT
                                + "; it seems to be truncated: fetch it again with data/fetch.sh");
            }
            for (PercentColumn column : percent) {
                column.end();
            }
            return new BenchmarkTable(accuracies, Arrays.asList(uniqueStrings));
        }

        private void add(CsvTable.Row row) throws DataFormatException {
            int index = cell(row).index();
            if (lineOfCell[index] != 0) {
                throw row.fault("cell '" + row.field(3) + "' stands already in line " + lineOfCell[index]);
            }
            lineOfCell[index] = row.line();
            rows++;
            for (Target target : Target.nasBench201()) {
                int column = Target.nasBench201().indexOf(target);
                accuracies.get(target)[index] = percent.get(column).read(row.field(column), row.line());
            }
            uniqueStrings[index] = row.field(4);
            if (uniqueStrings[index].isBlank()) {
                throw row.fault("the unique string is empty");
            }
        }

        private static Cell cell(CsvTable.Row row) throws DataFormatException {
            try {
                return Cell.parse(row.field(3));
            } catch (IllegalArgumentException e) {
                throw row.fault(e.getMessage());
            }
        }
    }
}
