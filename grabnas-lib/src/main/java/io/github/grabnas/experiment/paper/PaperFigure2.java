package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.AnytimeCurve;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.CostCurve;
import io.github.grabnas.experiment.run.CostCurve.CostPoint;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ReferenceLine;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchCost;
import io.github.grabnas.experiment.run.Spread;
import io.github.grabnas.experiment.run.TrainingCosts;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figure 2: the best accuracy so far against the number of evaluations, and against the seconds that they cost.
 *
 * @param methods those compared
 * @param published the paper's accuracies, for methods whose cost is published
 */
public record PaperFigure2(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    /** The chart begins with this evaluation, or with half of the budget if that is less. */
    private static final int FIRST_SHOWN = 10;

    private static final int TABLE = 3;

    private record Row(String target, String method, int evaluation, Summary best) {}

    private record CostRow(String target, CostCurve curve, CostPoint point) {}

    @Override
    public String name() {
        return "figure2";
    }

    @Override
    public String title() {
        return "Figure 2: anytime performance";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<Row> rows = new ArrayList<>();
        for (ConditionRuns condition : runs.conditions()) {
            List<Summary> curve = AnytimeCurve.of(condition.runs()).bestSoFar();
            for (int evaluation = 1; evaluation <= curve.size(); evaluation++) {
                rows.add(new Row(
                        condition.condition().target().label(),
                        condition.condition().variant().name(),
                        evaluation,
                        curve.get(evaluation - 1)));
            }
        }
        return List.of(ResultColumns.of(rows)
                .text("target", Row::target)
                .text("method", Row::method)
                .whole("evaluation", Row::evaluation)
                .number("measured_mean", ACCURACY, r -> r.best().mean())
                .number("measured_std", ACCURACY, r -> r.best().standardDeviation())
                .table(
                        name(),
                        title(),
                        List.of("Best accuracy so far in percent, mean and standard deviation over "
                                + "seeds. All is measured here; the paper prints no numbers for its Figure 2.")));
    }

    @Override
    public List<ResultTable> timedTables(ExperimentRuns runs) {
        List<CostRow> rows = new ArrayList<>();
        List<String> notes =
                new ArrayList<>(List.of("Best accuracy so far in percent against seconds; mean and standard "
                        + "deviation over seeds. Published seconds are GPU days of the publication."));
        for (ExperimentTarget target : runs.targets()) {
            target.costs().map(TrainingCosts::note).ifPresent(note -> notes.add(target.label() + ": " + note));
            for (CostCurve curve : curves(runs, target)) {
                curve.points().forEach(point -> rows.add(new CostRow(target.label(), curve, point)));
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        notes.addAll(PublishedElsewhere.read()
                .notes(rows.stream()
                        .filter(r -> r.curve().kind() == CostCurve.Kind.PUBLISHED)
                        .flatMap(r -> published.find(TABLE, r.curve().method(), r.target(), 0).stream())
                        .toList()));
        return List.of(ResultColumns.of(rows)
                .text("target", CostRow::target)
                .text("method", r -> r.curve().method())
                .text("seconds_by", r -> r.curve().kind().label())
                .whole("evaluations", r -> r.point().evaluations())
                .number("seconds", Decimals.of(1), r -> r.point().seconds())
                .number("mean", ACCURACY, r -> r.point().mean())
                .numberWhere(
                        "std",
                        ACCURACY,
                        r -> r.point().standardDeviation().stream().boxed().findFirst())
                .table("figure2-cost", "Figure 2 against seconds", notes));
    }

    /** A curve for each method whose cost is known, those published last. */
    private List<CostCurve> curves(ExperimentRuns runs, ExperimentTarget target) {
        Stream<CostCurve> measured = runs.conditions().stream()
                .filter(c -> c.condition().target().equals(target))
                .map(SearchCost::curve)
                .flatMap(Optional::stream);
        Stream<CostCurve> printed = PublishedCosts.read().on(target.label()).stream()
                .flatMap(cost -> published.find(TABLE, cost.method(), target.label(), 0).stream()
                        .map(result -> new CostCurve(
                                cost.method(),
                                CostCurve.Kind.PUBLISHED,
                                List.of(new CostPoint(1, cost.seconds(), result.mean(), result.standardDeviation())))));
        return Stream.concat(measured, printed).toList();
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        int from = Math.max(1, Math.min(FIRST_SHOWN, runs.budget() / 2));
        List<ResultChart> charts = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            List<ReferenceLine> best = ReferenceLine.best(target, 0).stream().toList();
            // One-shot methods evaluate one architecture; they are in the chart of seconds.
            List<AnytimeCurve> curves = runs.on(target).stream()
                    .map(AnytimeCurve::of)
                    .filter(curve -> curve.bestSoFar().size() >= from)
                    .toList();
            if (!curves.isEmpty()) {
                charts.add(new ResultChart.Curves(
                        name() + "-" + target.label(),
                        target.title() + ", measured",
                        from,
                        curves,
                        Spread.STANDARD_DEVIATION,
                        best));
            }
            List<CostCurve> costs = curves(runs, target);
            if (costs.stream().anyMatch(c -> c.kind() != CostCurve.Kind.PUBLISHED)) {
                charts.add(new ResultChart.Costs(
                        name() + "-cost-" + target.label(), target.title() + ", against seconds", costs, best));
            }
        }
        return charts;
    }
}
