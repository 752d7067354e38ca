package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Point;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Methods on whole spaces, measured and published results side by side, as in Tables 2 and 3.
 *
 * @param table whose published results are compared
 * @param published the paper's numbers
 * @param runs what was measured
 * @param measured the methods that were
 */
record Comparison(int table, PublishedResults published, ExperimentRuns runs, List<MethodVariant> measured) {

    /** How accuracies were measured where only published ones are shown. */
    static final String NOT_MEASURED = "not measured";

    /**
     * One method on one target.
     *
     * @param measuredBy how its accuracies were measured
     * @param runs its searches; empty where it was not measured
     * @param summary of these; empty where it was not measured
     * @param published what the paper prints, if it does
     */
    record Entry(
            String target,
            String method,
            String measuredBy,
            List<SearchRun> runs,
            Optional<SearchSummary> summary,
            Optional<PublishedResult> published) {}

    /** The names of the methods: those of the paper's table in its order, then the others. */
    List<String> methods() {
        return Stream.concat(
                        published.ofTable(table).stream().map(PublishedResult::method),
                        measured.stream().map(MethodVariant::name))
                .distinct()
                .toList();
    }

    /** The labels of the targets: those of the paper's table in its order, then the others. */
    List<String> targets() {
        return Stream.concat(
                        published.ofTable(table).stream().map(PublishedResult::target),
                        runs.targets().stream().map(ExperimentTarget::label))
                .distinct()
                .toList();
    }

    /** A method on a target, whether there are results or not. */
    private Entry entry(String target, String method) {
        List<SearchRun> searches = measured.stream()
                .filter(m -> m.name().equals(method))
                .findFirst()
                .flatMap(m -> runs.find(m, target, 0))
                .map(ConditionRuns::runs)
                .orElse(List.of());
        return new Entry(
                target,
                method,
                searches.isEmpty()
                        ? NOT_MEASURED
                        : runs.target(target).map(ExperimentTarget::measuredBy).orElseThrow(),
                searches,
                searches.isEmpty() ? Optional.empty() : Optional.of(SearchSummary.of(searches, runs.budget())),
                published.find(table, method, target, 0));
    }

    /** All methods on all targets, target by target, where there is a measured or a published result. */
    List<Entry> entries() {
        return targets().stream()
                .flatMap(target -> methods().stream().map(method -> entry(target, method)))
                .filter(e -> e.summary().isPresent() || e.published().isPresent())
                .toList();
    }

    /** A row for each entry, with columns for its measured and its published accuracy; further columns can follow. */
    ResultColumns<Entry> accuracies() {
        return ResultColumns.of(entries())
                .text("target", Entry::target)
                .text("method", Entry::method)
                .text("measured_by", Entry::measuredBy)
                .numberWhere("measured_mean", ACCURACY, e -> e.summary().map(SearchSummary::mean))
                .numberWhere("measured_std", ACCURACY, e -> e.summary().flatMap(Comparison::deviation))
                .numberWhere("measured_worst", ACCURACY, e -> e.summary().map(SearchSummary::worst))
                .numberWhere("measured_best", ACCURACY, e -> e.summary().map(SearchSummary::best))
                .numberWhere("published_mean", ACCURACY, e -> e.published().map(PublishedResult::mean))
                .numberWhere(
                        "published_std",
                        ACCURACY,
                        e -> e.published().map(p -> p.standardDeviation().orElseThrow()));
    }

    /**
     * The same laid out as in the paper: a row for each method; for each target a column of what was measured, and one
     * of what was published.
     */
    ResultTable layout(String name, String title, List<String> notes) {
        ResultColumns<String> columns = ResultColumns.of(methods()).text("method", method -> method);
        for (String target : targets()) {
            if (runs.target(target).isPresent()) {
                columns.text(
                        target + "_measured",
                        method -> entry(target, method)
                                .summary()
                                .map(s -> text(s.mean(), deviation(s)))
                                .orElse(""));
            }
            if (published.ofTable(table).stream().anyMatch(r -> r.target().equals(target))) {
                columns.text(
                        target + "_published",
                        method -> entry(target, method)
                                .published()
                                .map(p -> text(
                                        p.mean(),
                                        p.standardDeviation().stream().boxed().findFirst()))
                                .orElse(""));
            }
        }
        return columns.table(name, title, notes);
    }

    /** One run has no spread, and a zero would look like one. */
    private static Optional<Double> deviation(SearchSummary summary) {
        return Optional.of(summary.standardDeviation()).filter(zero -> summary.runs() > 1);
    }

    private static String text(double mean, Optional<Double> standardDeviation) {
        return String.format(Locale.ROOT, "%.2f", mean)
                + standardDeviation
                        .map(deviation -> String.format(Locale.ROOT, " ± %.2f", deviation))
                        .orElse("");
    }

    /** A chart for each target: its methods, with measured and published accuracies as two series. */
    List<ResultChart> charts(String experiment) {
        List<ResultChart> charts = new ArrayList<>();
        List<Entry> entries = entries();
        for (String target : targets()) {
            List<Entry> here =
                    entries.stream().filter(e -> e.target().equals(target)).toList();
            List<Point> points = new ArrayList<>();
            for (Entry entry : here) {
                entry.summary()
                        .ifPresent(s ->
                                points.add(new Point("measured", entry.method(), s.mean(), s.standardDeviation())));
                entry.published()
                        .ifPresent(p -> points.add(new Point(
                                "published",
                                entry.method(),
                                p.mean(),
                                p.standardDeviation().orElseThrow())));
            }
            charts.add(new ResultChart.Means(
                    experiment + "-" + target,
                    target,
                    BestAccuracy.AXIS,
                    here.stream().map(Entry::method).toList(),
                    points));
        }
        return charts;
    }
}
