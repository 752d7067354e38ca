package io.github.grabnas.experiment.paper;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Test accuracies of one-shot methods on NAS-Bench-201 by other sources than the paper, from the library's file
 * {@code published-elsewhere.csv}. Sources disagree, and users could not reproduce one figure. None was measured here.
 *
 * <pre>{@code
 * PublishedElsewhere.read().note(PublishedResults.read().find(3, "gdas", "cifar100", 0).orElseThrow());
 * }</pre>
 *
 * @param figures all of them
 */
public record PublishedElsewhere(List<Figure> figures) {

    private static final String FILE = "published-elsewhere.csv";
    private static final double EQUAL = 0.005;

    /** Where a figure comes from. */
    public enum Kind {
        /** Printed by authors. */
        PUBLICATION,
        /** Reported by somebody who ran the authors' code. */
        USER;

        /** The name in files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One figure.
     *
     * @param target the dataset's label
     * @param method the method's name with its settings, such as {@code darts order=2}
     * @param kind where it comes from
     * @param mean in percent
     * @param standardDeviation in percentage points, where one is printed
     * @param source where it is printed
     */
    public record Figure(
            String target, String method, Kind kind, double mean, OptionalDouble standardDeviation, String source) {

        /** Checks that nothing is missing. */
        public Figure {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(standardDeviation, "standardDeviation");
            Objects.requireNonNull(source, "source");
        }
    }

    /** Makes the list immutable. */
    public PublishedElsewhere {
        figures = List.copyOf(figures);
    }

    /** The figures that come with the library. */
    public static PublishedElsewhere read() {
        return new PublishedElsewhere(PublishedLines.read(FILE, PublishedElsewhere::figure));
    }

    private static Figure figure(NamedCsvRecord line) {
        return new Figure(
                line.getField("target"),
                line.getField("method"),
                Kind.valueOf(line.getField("kind").toUpperCase(Locale.ROOT)),
                DecimalNumber.parse(line.getField("mean")),
                PublishedLines.optional(line, "std"),
                line.getField("source"));
    }

    /** The figures of a method on a target. */
    public List<Figure> find(String method, String target) {
        return figures.stream()
                .filter(f -> f.method().equals(method) && f.target().equals(target))
                .toList();
    }

    /** How other sources differ from what the paper prints; empty where none does. */
    public Optional<String> note(PublishedResult printed) {
        List<Figure> others = find(printed.method(), printed.target()).stream()
                .filter(f -> Math.abs(f.mean() - printed.mean()) > EQUAL)
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(others.stream()
                .map(f -> String.format(
                        Locale.ROOT, f.kind() == Kind.USER ? "%.2f by a user who ran the code" : "%.2f", f.mean()))
                .collect(Collectors.joining(
                        ", ",
                        String.format(
                                Locale.ROOT,
                                "%s on %s: %.2f in the paper, elsewhere ",
                                printed.method(),
                                printed.target(),
                                printed.mean()),
                        "")));
    }

    /** How other sources differ from some of the paper's results, as a note under a table; none where none does. */
    List<String> notes(List<PublishedResult> printed) {
        List<String> differing =
                printed.stream().map(this::note).flatMap(Optional::stream).toList();
        return differing.isEmpty()
                ? List.of()
                : List.of("Published figures that sources disagree on, or that could not be reproduced (all in "
                        + "table3-elsewhere.csv): " + String.join("; ", differing) + ".");
    }

    /** All figures, each with what the paper's table has of the same method on the same target. */
    ResultTable table(String name, List<PublishedResult> printed) {
        return ResultColumns.of(figures)
                .text("target", Figure::target)
                .text("method", Figure::method)
                .numberWhere(
                        "paper_mean",
                        Decimals.of(2),
                        f -> printed.stream()
                                .filter(p -> p.method().equals(f.method())
                                        && p.target().equals(f.target()))
                                .map(PublishedResult::mean)
                                .findFirst())
                .number("elsewhere_mean", Decimals.of(2), Figure::mean)
                .numberWhere(
                        "elsewhere_std",
                        Decimals.of(2),
                        f -> f.standardDeviation().stream().boxed().findFirst())
                .text("kind", f -> f.kind().label())
                .text("source", Figure::source)
                .table(
                        name,
                        "One-shot methods on NAS-Bench-201, by other sources",
                        List.of("Test accuracies in percent, as published; none was measured here."));
    }
}
