package io.github.grabnas.experiment.run;

import io.github.grabnas.experiment.run.ParallelLoss.Goal;
import io.github.grabnas.experiment.run.ParallelLoss.Reached;
import io.github.grabnas.experiment.run.ParallelLoss.Row;
import io.github.grabnas.experiment.run.ResultChart.Means;
import io.github.grabnas.experiment.run.ResultChart.Point;
import io.github.grabnas.statistics.Summary;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of a {@link ParallelLoss}: a line for each search in {@code parallel-loss.csv}, one for each kind of
 * search in {@code summary.csv}, and where they come from in {@code provenance.json}.
 *
 * @param folder which exists
 */
public record ParallelLossFile(Path folder) {

    private static final List<String> COLUMNS = List.of(
            "method",
            "target",
            "slots",
            "seed",
            "evaluations_to_best",
            "rounds_to_best",
            "evaluations_to_rank_16",
            "rounds_to_rank_16");

    private static final List<String> SUMMARY = List.of(
            "method",
            "target",
            "slots",
            "searches",
            "goal",
            "reached",
            "median_evaluations_censored",
            "mean_evaluations_censored",
            "mean_rounds_of_those_that_reached");

    /** Checks that nothing is missing. */
    public ParallelLossFile {
        Objects.requireNonNull(folder, "folder");
    }

    private record Key(String method, String target, int slots) {}

    /** What made the files. */
    private record Origin(List<String> command, String date, String commit, String library, Machine machine) {}

    /**
     * Writes all files.
     *
     * @param command the arguments of the command line
     */
    public void write(List<Row> rows, int budget, List<String> command, Instant date) throws IOException {
        CsvFile.write(
                folder.resolve("parallel-loss.csv"), COLUMNS, rows.stream().map(ParallelLossFile::record));
        CsvFile.write(
                folder.resolve("summary.csv"),
                SUMMARY,
                grouped(rows).entrySet().stream()
                        .flatMap(e -> Arrays.stream(Goal.values())
                                .map(goal -> summary(e.getKey(), e.getValue(), goal, budget))));
        ProvenanceJson.write(
                folder.resolve("provenance.json"),
                new Origin(command, date.toString(), SourceCommit.find(), LibraryVersion.text(), Machine.current()));
    }

    private static List<String> record(Row row) {
        return Stream.concat(
                        Stream.of(
                                row.variant().name(),
                                row.target(),
                                Integer.toString(row.slots()),
                                Long.toString(row.seed())),
                        Stream.of(row.best(), row.good()).flatMap(ParallelLossFile::reached))
                .toList();
    }

    private static Stream<String> reached(Optional<Reached> reached) {
        return Stream.of(
                reached.map(r -> Integer.toString(r.evaluations())).orElse(""),
                reached.map(r -> decimals(r.rounds())).orElse(""));
    }

    private static Map<Key, List<Row>> grouped(List<Row> rows) {
        Map<Key, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(
                r -> groups.computeIfAbsent(new Key(r.variant().name(), r.target(), r.slots()), k -> new ArrayList<>())
                        .add(r));
        return groups;
    }

    private static List<String> summary(Key key, List<Row> rows, Goal goal, int budget) {
        EvaluationsToOptimum evaluations = ParallelLoss.evaluations(rows, goal, budget);
        return List.of(
                key.method(),
                key.target(),
                Integer.toString(key.slots()),
                Integer.toString(rows.size()),
                goal.label(),
                Integer.toString(evaluations.met()),
                String.format(Locale.ROOT, "%.1f", evaluations.median()),
                evaluations.meanText(),
                ParallelLoss.rounds(rows, goal).stream()
                        .mapToObj(ParallelLossFile::decimals)
                        .findFirst()
                        .orElse(""));
    }

    private static String decimals(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** For a target, the evaluations to rank 16 by the number of slots; a search that misses it has budget + 1. */
    public static Means chart(List<Row> rows, String target, int budget) {
        List<Point> points = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        grouped(rows).forEach((key, group) -> {
            if (key.target().equals(target)) {
                Summary summary = Summary.of(
                        ParallelLoss.evaluations(group, Goal.RANK_16, budget).censored());
                String category = key.slots() + " at a time";
                if (!categories.contains(category)) {
                    categories.add(category);
                }
                points.add(new Point(key.method(), category, summary.mean(), summary.standardDeviation()));
            }
        });
        return new Means(
                "parallel-loss-" + target,
                "Evaluations until one of the best 16 cells of " + target + " is found",
                "evaluations, mean and standard deviation over seeds; " + (budget + 1) + " where it is not found",
                categories,
                points);
    }
}
