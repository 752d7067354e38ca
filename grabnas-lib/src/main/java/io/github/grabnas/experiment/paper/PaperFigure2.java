package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.run.AnytimeCurve;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.List;

/**
 * Figure 2: the best accuracy so far against the number of evaluations.
 *
 * @param methods those compared
 */
public record PaperFigure2(List<MethodVariant> methods) implements PaperExperiment {

    /** The chart begins with this evaluation, or with half of the budget if that is less. */
    private static final int FIRST_SHOWN = 10;

    private record Row(String target, String method, int evaluation, Summary best) {}

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
    public List<ResultChart> charts(ExperimentRuns runs) {
        int from = Math.max(1, Math.min(FIRST_SHOWN, runs.budget() / 2));
        return runs.targets().stream()
                .<ResultChart>map(target -> new ResultChart.Curves(
                        name() + "-" + target.label(),
                        target.title() + ", measured",
                        from,
                        runs.on(target).stream().map(AnytimeCurve::of).toList()))
                .toList();
    }
}
