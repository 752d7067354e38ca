package io.github.grabnas.experiment.paper;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The accuracies that the paper prints in its Tables 1, 2 and 3, from the library's file
 * {@code published-results.csv}. Nothing of this was measured here.
 *
 * <pre>{@code
 * PublishedResults.read().find(2, "tnas", "cifar10", 0).orElseThrow().mean();   // 94.16
 * }</pre>
 */
public final class PublishedResults {

    /** What Table 1 calls the remaining best: the highest accuracy in the pruned space; it stands where a method would. */
    public static final String REMAINING_BEST = "remaining-best";

    private static final String FILE = "published-results.csv";

    private final List<Figure> figures;

    private PublishedResults(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    /**
     * One printed accuracy.
     *
     * @param table its number in the paper
     * @param method the method's label, as {@link io.github.grabnas.search.SearchMethod} has it where it has
     *     the method
     * @param target the dataset's label
     * @param pruned how many of the best cells were removed from the space
     * @param mean in percent
     * @param standardDeviation standard deviation over the paper's three runs, where one is printed
     * @param source where it is printed
     */
    public record Figure(int table, String method, String target, int pruned, double mean, OptionalDouble standardDeviation,
                         String source) {
    }

    /** The figures that come with the library. */
    public static PublishedResults read() {
        try (InputStream stream = PublishedResults.class.getResourceAsStream(FILE);
             Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
             CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return new PublishedResults(csv.stream().map(PublishedResults::figure).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure figure(NamedCsvRecord line) {
        String standardDeviation = line.getField("std");
        return new Figure(Integer.parseInt(line.getField("table")), line.getField("method"), line.getField("target"),
                Integer.parseInt(line.getField("pruned")), Double.parseDouble(line.getField("mean")),
                standardDeviation.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(standardDeviation)),
                line.getField("source"));
    }

    /** The figures of one table, in the order in which the paper prints them. */
    public List<Figure> ofTable(int table) {
        return figures.stream().filter(f -> f.table() == table).toList();
    }

    /** One figure; empty where the paper prints none. */
    public Optional<Figure> find(int table, String method, String target, int pruned) {
        return figures.stream().filter(f -> f.table() == table && f.method().equals(method) && f.target().equals(target)
                && f.pruned() == pruned).findFirst();
    }
}
