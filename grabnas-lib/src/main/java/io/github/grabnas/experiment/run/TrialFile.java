package io.github.grabnas.experiment.run;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Writes every trial of some searches to a CSV file with the columns method, target, pruned, seed, evaluation (from 1),
 * architecture, origin, accuracy (what the search saw) and best_so_far (in percent); where some trial has a test
 * accuracy apart from what the search saw, test_accuracy is another column.
 */
public final class TrialFile {

    private static final List<String> COLUMNS = List.of(
            "method", "target", "pruned", "seed", "evaluation", "architecture", "origin", "accuracy", "best_so_far");

    private static final String TEST = "test_accuracy";

    private TrialFile() {}

    /**
     * Writes the file under a temporary name beside its place and moves it there, so that there is never a half-written
     * one.
     *
     * @throws IOException if the folder does not exist or cannot be written to
     */
    public static void write(Path file, List<SearchRun> runs) throws IOException {
        CsvFile.write(file, columns(runs), records(runs));
    }

    /** What {@link #write} writes. */
    static String text(List<SearchRun> runs) {
        return CsvFile.text(columns(runs), records(runs));
    }

    private static boolean hasTest(List<SearchRun> runs) {
        return runs.stream()
                .flatMap(run -> run.trials().stream())
                .anyMatch(t -> t.testAccuracy().isPresent());
    }

    private static List<String> columns(List<SearchRun> runs) {
        return hasTest(runs) ? Stream.concat(COLUMNS.stream(), Stream.of(TEST)).toList() : COLUMNS;
    }

    /** A search's trials, every number to its last bit; {@link #trials} reads them. */
    public static String text(SearchRun run) {
        return text(List.of(run));
    }

    /**
     * The trials of one search, from what {@link #text(SearchRun)} gave for it.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static List<Trial> trials(String text) {
        return CsvReader.builder().ofNamedCsvRecord(text).stream()
                .map(line -> new Trial(
                        DecimalNumber.parseInt(line.getField("evaluation")),
                        Architecture.parse(line.getField("architecture")),
                        CandidateSource.valueOf(line.getField("origin").toUpperCase(Locale.ROOT)),
                        DecimalNumber.parse(line.getField("accuracy")),
                        DecimalNumber.parse(line.getField("best_so_far")),
                        line.findField(TEST)
                                .filter(test -> !test.isEmpty())
                                .map(test -> OptionalDouble.of(DecimalNumber.parse(test)))
                                .orElse(OptionalDouble.empty())))
                .toList();
    }

    private static Stream<List<String>> records(List<SearchRun> runs) {
        boolean test = hasTest(runs);
        return runs.stream().flatMap(run -> run.trials().stream().map(trial -> record(run, trial, test)));
    }

    private static List<String> record(SearchRun run, Trial trial, boolean test) {
        List<String> record = new ArrayList<>(List.of(
                run.method(),
                run.target(),
                Integer.toString(run.pruned()),
                Long.toString(run.seed()),
                Integer.toString(trial.evaluation()),
                trial.architecture().text(),
                trial.origin().label(),
                Double.toString(trial.accuracy()),
                Double.toString(trial.bestSoFar())));
        if (test) {
            record.add(trial.testAccuracy().stream()
                    .mapToObj(Double::toString)
                    .findFirst()
                    .orElse(""));
        }
        return record;
    }
}
