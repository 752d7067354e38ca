package io.github.grabnas.experiment.run;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * The {@link SearchResult}s of an experiment as {@code searches.csv}: small enough to be kept with the tables, where
 * every trial is not. Accuracies have six decimals.
 */
public final class SearchResultFile {

    /** The file's name. */
    public static final String NAME = "searches.csv";

    private static final List<String> COLUMNS = List.of(
            "method",
            "target",
            "measured_by",
            "pruned",
            "seed",
            "budget",
            "evaluations",
            "reported",
            "after_10",
            "anytime",
            "seen",
            "evaluated_mean",
            "evaluated_std",
            "evaluated_min",
            "low_outliers",
            "remaining_best",
            "remaining_seen");

    private static final Decimals DIGITS = Decimals.of(6);

    private SearchResultFile() {}

    /** The results as a table. */
    public static ResultTable table(ExperimentRuns runs) {
        List<SearchResult> results = new ArrayList<>();
        for (ConditionRuns condition : runs.conditions()) {
            condition
                    .runs()
                    .forEach(run ->
                            results.add(SearchResult.of(condition.condition(), run, runs.budget(), runs.parallel())));
        }
        return ResultColumns.of(results)
                .text("method", SearchResult::method)
                .text("target", SearchResult::target)
                .text("measured_by", SearchResult::measuredBy)
                .whole("pruned", SearchResult::pruned)
                .text("seed", r -> Long.toString(r.seed()))
                .whole("budget", SearchResult::budget)
                .whole("evaluations", SearchResult::evaluations)
                .number("reported", DIGITS, SearchResult::reported)
                .number("after_10", DIGITS, SearchResult::after10)
                .number("anytime", DIGITS, SearchResult::anytime)
                .number("seen", DIGITS, SearchResult::seen)
                .number("evaluated_mean", DIGITS, SearchResult::evaluatedMean)
                .number("evaluated_std", DIGITS, SearchResult::evaluatedStd)
                .number("evaluated_min", DIGITS, SearchResult::evaluatedMin)
                .whole("low_outliers", SearchResult::lowOutliers)
                .numberWhere(
                        "remaining_best",
                        DIGITS,
                        r -> r.remainingBest().stream().boxed().findFirst())
                .numberWhere(
                        "remaining_seen",
                        DIGITS,
                        r -> r.remainingSeen().stream().boxed().findFirst())
                .table(
                        "searches",
                        "Every search",
                        List.of("Accuracies in percent: reported at the end, after 10 evaluations, and in the "
                                + "mean over all evaluations; what the search saw of what is reported at the end; "
                                + "mean, standard deviation, minimum and low outliers of what was evaluated; of the "
                                + "best of the space what is reported and what a search sees."));
    }

    /**
     * Reads the file; columns besides those of this version are passed over.
     *
     * @throws DataFormatException if it is something else; the message names the line
     */
    public static List<SearchResult> read(Path file) throws IOException {
        List<SearchResult> results = new ArrayList<>();
        List<String> header = new ArrayList<>();
        CsvTable.Header check = names -> {
            header.addAll(names.fields());
            if (!header.containsAll(COLUMNS)) {
                throw names.fault(
                        "the header is " + header + "; expected at least " + COLUMNS + "; run the experiment again");
            }
        };
        CsvTable.read(
                InputFile.of(file, "the searches of an experiment"), "the searches of an experiment", check, row -> {
                    try {
                        results.add(result(column -> row.field(header.indexOf(column))));
                    } catch (IllegalArgumentException e) {
                        throw row.fault(
                                "it is no search of an experiment: " + e.getMessage() + "; run the experiment again");
                    }
                });
        return results;
    }

    private static SearchResult result(UnaryOperator<String> line) {
        return new SearchResult(
                line.apply("method"),
                line.apply("target"),
                line.apply("measured_by"),
                whole(line, "pruned"),
                DecimalNumber.parseWhole(line.apply("seed")),
                whole(line, "budget"),
                whole(line, "evaluations"),
                number(line, "reported"),
                number(line, "after_10"),
                number(line, "anytime"),
                number(line, "seen"),
                number(line, "evaluated_mean"),
                number(line, "evaluated_std"),
                number(line, "evaluated_min"),
                whole(line, "low_outliers"),
                numberWhere(line, "remaining_best"),
                numberWhere(line, "remaining_seen"));
    }

    private static int whole(UnaryOperator<String> line, String column) {
        return DecimalNumber.parseInt(line.apply(column));
    }

    private static double number(UnaryOperator<String> line, String column) {
        return DecimalNumber.parse(line.apply(column));
    }

    private static OptionalDouble numberWhere(UnaryOperator<String> line, String column) {
        return line.apply(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(line, column));
    }
}
