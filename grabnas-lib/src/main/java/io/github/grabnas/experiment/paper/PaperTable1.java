package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.PairedTests;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Point;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Table 1: what is found in spaces without a target's best cells, against the best that remains. A method that
 * generates architectures may go beyond.
 *
 * @param methods those compared
 * @param published the paper's numbers
 */
public record PaperTable1(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    /** How many of a target's best cells are removed. */
    public static final List<Integer> PRUNED = List.of(10, 20, 50);

    private static final int TABLE = 1;

    /** An accuracy in percent, and its mean's difference to the remaining best in percentage points. */
    private record Accuracy(double mean, double standardDeviation, double difference) {

        /** As the paper lays it out, rounded from the numbers that the detailed table prints. */
        private String text() {
            return String.format(
                    Locale.ROOT,
                    "%.2f ± %.2f (%+.2f)",
                    ACCURACY.round(mean),
                    ACCURACY.round(standardDeviation),
                    ACCURACY.round(difference));
        }
    }

    /**
     * What a method found in a space; how many searches went beyond the best cell that remains, by the accuracy that
     * they see: by the reported one, of other images, a cell of the space may be better too.
     */
    private record Measured(Accuracy accuracy, int beyond, EvaluationsToOptimum evaluations) {}

    /** A space, with the results of each method that has some. */
    private record Space(
            String target,
            int pruned,
            String measuredBy,
            Optional<Double> best,
            Optional<Double> publishedBest,
            Map<MethodVariant, Measured> measured,
            Map<MethodVariant, Accuracy> published) {

        private Optional<Accuracy> measuredAccuracy(MethodVariant method) {
            return Optional.ofNullable(measured.get(method)).map(Measured::accuracy);
        }

        private Optional<Accuracy> publishedAccuracy(MethodVariant method) {
            return Optional.ofNullable(published.get(method));
        }
    }

    @Override
    public String name() {
        return "table1";
    }

    @Override
    public String title() {
        return "Table 1: pruned search spaces";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        targets.forEach(PaperExperiment::requireKnownBest);
        // What one-shot methods derive does not depend on the removed cells.
        List<MethodVariant> searching =
                methods.stream().filter(m -> !m.search().needsImages()).toList();
        return targets.stream()
                .flatMap(target -> target.searchable(PRUNED).stream()
                        .flatMap(pruned ->
                                searching.stream().map(method -> new ExperimentCondition(method, target, pruned))))
                .toList();
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<Space> spaces = spaces(runs);
        List<String> notes = List.of(
                BestAccuracy.note(runs) + "; in parentheses the difference to the remaining best, in points.",
                "The measured remaining best is the benchmark table's; the published one is what the paper prints.",
                "On NAS-Bench-201's tables the best cells are removed one by one; at proxy scale the best functions "
                        + "are, each with all cells that compute it.");
        List<ResultTable> tables = new ArrayList<>();
        tables.add(layout(spaces, notes));
        tables.add(details(spaces, notes, runs.budget()));
        if (methods.size() > 1) {
            tables.add(PairedTests.table("table1-tests", runs, methods, PRUNED));
        }
        return tables;
    }

    private ResultTable details(List<Space> spaces, List<String> notes, int budget) {
        ResultColumns<Space> columns = best(spaces(spaces).text("measured_by", Space::measuredBy));
        for (MethodVariant method : methods) {
            String name = method.name();
            Function<Space, Optional<Measured>> measured =
                    space -> Optional.ofNullable(space.measured().get(method));
            accuracy(columns, name + "_measured", space -> space.measuredAccuracy(method))
                    .wholeWhere(
                            name + "_seeds_beyond_remaining_best",
                            space -> measured.apply(space).map(Measured::beyond))
                    .wholeWhere(
                            name + "_seeds_met_optimum",
                            space -> measured.apply(space)
                                    .map(m -> m.evaluations().met()))
                    .numberWhere(
                            name + "_evaluations_to_optimum_median",
                            EvaluationsToOptimum.medians(budget),
                            space -> measured.apply(space)
                                    .map(m -> m.evaluations().median()));
            accuracy(columns, name + "_published", space -> space.publishedAccuracy(method));
        }
        List<String> more = new ArrayList<>(notes);
        more.add("Seeds beyond the remaining best: by the accuracy that searches see.");
        more.add(
                "Optimum: the best cell of the whole space, which none of these spaces has. Searches that did not meet "
                        + "it count with the budget and one.");
        return columns.table("table1-details", "Table 1 in detail", more);
    }

    private static ResultColumns<Space> spaces(List<Space> spaces) {
        return ResultColumns.of(spaces).text("target", Space::target).whole("pruned", Space::pruned);
    }

    private static ResultColumns<Space> best(ResultColumns<Space> columns) {
        return columns.numberWhere("remaining_best", ACCURACY, Space::best)
                .numberWhere("published_remaining_best", ACCURACY, Space::publishedBest);
    }

    private static ResultColumns<Space> accuracy(
            ResultColumns<Space> columns, String name, Function<Space, Optional<Accuracy>> accuracy) {
        return columns.numberWhere(
                        name + "_mean", ACCURACY, space -> accuracy.apply(space).map(Accuracy::mean))
                .numberWhere(
                        name + "_std", ACCURACY, space -> accuracy.apply(space).map(Accuracy::standardDeviation))
                .numberWhere(
                        name + "_minus_remaining_best",
                        ACCURACY,
                        space -> accuracy.apply(space).map(Accuracy::difference));
    }

    /** The same as the paper lays it out: mean, standard deviation and difference in one field. */
    private ResultTable layout(List<Space> spaces, List<String> notes) {
        ResultColumns<Space> columns = best(spaces(spaces));
        for (MethodVariant method : methods) {
            columns.text(
                    method.name() + "_measured",
                    space -> space.measuredAccuracy(method).map(Accuracy::text).orElse(""));
            if (published.ofTable(TABLE).stream()
                    .anyMatch(result -> result.method().equals(method.name()))) {
                columns.text(
                        method.name() + "_published",
                        space -> space.publishedAccuracy(method)
                                .map(Accuracy::text)
                                .orElse(""));
            }
        }
        return columns.table(name(), title(), notes);
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        List<ResultChart> charts = new ArrayList<>();
        Map<String, List<Space>> targets = new LinkedHashMap<>();
        spaces(runs)
                .forEach(space -> targets.computeIfAbsent(space.target(), t -> new ArrayList<>())
                        .add(space));
        targets.forEach((target, spaces) -> {
            List<Point> points =
                    spaces.stream().flatMap(space -> points(space).stream()).toList();
            // Of a target that was not measured, the paper may have none of the methods either.
            if (!points.isEmpty()) {
                charts.add(new ResultChart.Means(
                        name() + "-" + target,
                        target + ": found, less the best that remains",
                        "difference (points)",
                        spaces.stream().map(PaperTable1::category).toList(),
                        points));
            }
        });
        return charts;
    }

    private static String category(Space space) {
        return "top " + space.pruned() + " removed";
    }

    private List<Point> points(Space space) {
        List<Point> points = new ArrayList<>();
        for (MethodVariant method : methods) {
            space.measuredAccuracy(method).ifPresent(a -> points.add(point(method.name() + ", measured", space, a)));
            space.publishedAccuracy(method).ifPresent(a -> points.add(point(method.name() + ", published", space, a)));
        }
        return points;
    }

    private static Point point(String series, Space space, Accuracy accuracy) {
        return new Point(series, category(space), accuracy.difference(), accuracy.standardDeviation());
    }

    /** The spaces of the paper's targets in its order, then those of the others. */
    private List<Space> spaces(ExperimentRuns runs) {
        return Stream.concat(
                        published.ofTable(TABLE).stream().map(PublishedResult::target),
                        runs.targets().stream().map(ExperimentTarget::label))
                .distinct()
                .flatMap(target -> runs.target(target).map(t -> t.searchable(PRUNED)).orElse(PRUNED).stream()
                        .map(pruned -> space(runs, target, pruned)))
                .toList();
    }

    private Space space(ExperimentRuns runs, String label, int pruned) {
        Optional<ExperimentTarget> target = runs.target(label);
        Optional<Double> publishedBest = published
                .find(TABLE, PublishedResults.REMAINING_BEST, label, pruned)
                .map(PublishedResult::mean);
        Map<MethodVariant, Measured> measured = new LinkedHashMap<>();
        Map<MethodVariant, Accuracy> printed = new LinkedHashMap<>();
        for (MethodVariant method : methods) {
            target.flatMap(t -> measured(runs, t, method, pruned)).ifPresent(m -> measured.put(method, m));
            published
                    .find(TABLE, method.name(), label, pruned)
                    .ifPresent(r -> printed.put(
                            method,
                            new Accuracy(
                                    r.mean(),
                                    r.standardDeviation().orElseThrow(),
                                    r.mean() - publishedBest.orElseThrow())));
        }
        return new Space(
                label,
                pruned,
                target.map(ExperimentTarget::measuredBy).orElse(Comparison.NOT_MEASURED),
                target.flatMap(t -> t.reportedBest(pruned).stream().boxed().findFirst()),
                publishedBest,
                measured,
                printed);
    }

    /** What was measured; empty if it was not, or if the best cells are unknown. */
    private static Optional<Measured> measured(
            ExperimentRuns runs, ExperimentTarget target, MethodVariant method, int pruned) {
        if (target.reportedBest(pruned).isEmpty()) {
            return Optional.empty();
        }
        double best = target.reportedBest(pruned).getAsDouble();
        double seen = target.best(pruned).getAsDouble();
        return runs.find(method, target.label(), pruned).map(condition -> {
            List<SearchRun> searches = condition.runs();
            SearchSummary summary = SearchSummary.of(searches, runs.budget());
            long beyond = searches.stream()
                    .filter(run -> run.bestAfter(runs.budget()) > seen + EvaluationsToOptimum.TOLERANCE)
                    .count();
            Accuracy accuracy = new Accuracy(summary.mean(), summary.standardDeviation(), summary.mean() - best);
            return new Measured(
                    accuracy,
                    (int) beyond,
                    EvaluationsToOptimum.of(searches, target.best(0).orElseThrow(), runs.budget()));
        });
    }
}
