package io.github.grabnas.experiment.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;

/**
 * The {@link SearchResult}s of an experiment as {@code searches.csv}: small enough to be kept with the tables, where
 * every trial is not. Accuracies have six decimals.
 */
public final class SearchResultFile {

    /** The file's name. */
    public static final String NAME = "searches.csv";

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
                .number("evaluated_mean", DIGITS, SearchResult::evaluatedMean)
                .number("evaluated_std", DIGITS, SearchResult::evaluatedStd)
                .number("evaluated_min", DIGITS, SearchResult::evaluatedMin)
                .whole("low_outliers", SearchResult::lowOutliers)
                .numberWhere(
                        "remaining_best",
                        DIGITS,
                        r -> r.remainingBest().stream().boxed().findFirst())
                .table(
                        "searches",
                        "Every search",
                        List.of("Accuracies in percent: reported at the end, after 10 evaluations, and in the "
                                + "mean over all evaluations; mean, standard deviation, minimum and low outliers of "
                                + "what was evaluated."));
    }

    /**
     * Reads the file.
     *
     * @throws DataFormatException if it is something else; the message names the line
     */
    public static List<SearchResult> read(Path file) throws IOException {
        List<SearchResult> results = new ArrayList<>();
        for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(Files.readString(file)).stream()
                .toList()) {
            try {
                results.add(result(line));
            } catch (NumberFormatException | NoSuchElementException e) {
                throw new DataFormatException(
                        file,
                        line.getStartingLineNumber(),
                        "it is no search of an experiment: " + e.getMessage() + "; run the experiment again");
            }
        }
        return results;
    }

    private static SearchResult result(NamedCsvRecord line) {
        String remaining = line.getField("remaining_best");
        return new SearchResult(
                line.getField("method"),
                line.getField("target"),
                line.getField("measured_by"),
                whole(line, "pruned"),
                Long.parseLong(line.getField("seed")),
                whole(line, "budget"),
                whole(line, "evaluations"),
                number(line, "reported"),
                number(line, "after_10"),
                number(line, "anytime"),
                number(line, "evaluated_mean"),
                number(line, "evaluated_std"),
                number(line, "evaluated_min"),
                whole(line, "low_outliers"),
                remaining.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(DecimalNumber.parse(remaining)));
    }

    private static int whole(NamedCsvRecord line, String column) {
        return Integer.parseInt(line.getField(column));
    }

    private static double number(NamedCsvRecord line, String column) {
        return DecimalNumber.parse(line.getField(column));
    }
}
