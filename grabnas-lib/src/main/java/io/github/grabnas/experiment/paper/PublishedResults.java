package io.github.grabnas.experiment.paper;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.DecimalNumber;

import java.util.List;
import java.util.Optional;

/**
 * The accuracies that the paper prints in its Tables 1, 2 and 3, from the library's file {@code published-results.csv}.
 * None of them was measured here.
 *
 * <pre>{@code
 * PublishedResults.read().find(2, "tnas", "cifar10", 0).orElseThrow().mean();   // 94.16
 * }</pre>
 */
public final class PublishedResults {

    /** What Table 1 calls the remaining best, the highest accuracy in the pruned space; it has a line like a method. */
    public static final String REMAINING_BEST = "remaining-best";

    private static final String FILE = "published-results.csv";

    private final List<PublishedResult> results;

    private PublishedResults(List<PublishedResult> results) {
        this.results = List.copyOf(results);
    }

    /** The results that come with the library. */
    public static PublishedResults read() {
        return new PublishedResults(PublishedLines.read(FILE, PublishedResults::result));
    }

    private static PublishedResult result(NamedCsvRecord line) {
        return new PublishedResult(
                DecimalNumber.parseInt(line.getField("table")),
                line.getField("method"),
                line.getField("target"),
                DecimalNumber.parseInt(line.getField("pruned")),
                DecimalNumber.parse(line.getField("mean")),
                PublishedLines.optional(line, "std"),
                line.getField("source"));
    }

    /** The results of one table, in the order in which the paper prints them. */
    public List<PublishedResult> ofTable(int table) {
        return results.stream().filter(r -> r.table() == table).toList();
    }

    /** One result; empty where the paper prints none. */
    public Optional<PublishedResult> find(int table, String method, String target, int pruned) {
        return results.stream()
                .filter(r -> r.table() == table
                        && r.method().equals(method)
                        && r.target().equals(target)
                        && r.pruned() == pruned)
                .findFirst();
    }
}
