package io.github.grabnas.experiment.paper;

import static io.github.grabnas.experiment.run.Decimals.ACCURACY;

import io.github.grabnas.experiment.paper.Comparison.Entry;
import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.PairedTests;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultTable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Table 2: the decoder against nearest neighbours and against the other methods; beyond the paper, after how many
 * evaluations each method reaches the optimum, and whether the differences are more than chance.
 *
 * @param methods those compared
 * @param tested those of which every two are tested against each other
 * @param published the paper's numbers
 */
public record PaperTable2(List<MethodVariant> methods, List<MethodVariant> tested, PublishedResults published)
        implements PaperExperiment {

    private static final int TABLE = 2;

    @Override
    public String name() {
        return "table2";
    }

    @Override
    public String title() {
        return "Table 2: decoder, nearest neighbours and the other methods";
    }

    @Override
    public List<ExperimentCondition> conditions(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        Comparison comparison = new Comparison(TABLE, published, runs, methods);
        String unit = BestAccuracy.note(runs) + ".";
        return List.of(comparison.layout(name(), title(), List.of(unit)), details(comparison, unit), tests(runs));
    }

    @Override
    public List<ResultChart> charts(ExperimentRuns runs) {
        return new Comparison(TABLE, published, runs, methods).charts(name());
    }

    private static ResultTable details(Comparison comparison, String unit) {
        ExperimentRuns runs = comparison.runs();
        return comparison
                .accuracies()
                .numberWhere("optimum", ACCURACY, e -> optimum(runs, e))
                .wholeWhere("seeds", e -> e.summary().map(s -> s.runs()))
                .wholeWhere("seeds_met_optimum", e -> evaluations(runs, e).map(EvaluationsToOptimum::met))
                .numberWhere(
                        "evaluations_to_optimum_median",
                        EvaluationsToOptimum.medians(runs.budget()),
                        e -> evaluations(runs, e).map(EvaluationsToOptimum::median))
                .text(
                        "evaluations_to_optimum_mean",
                        e -> evaluations(runs, e)
                                .map(EvaluationsToOptimum::meanText)
                                .orElse(""))
                .table(
                        "table2-evaluations",
                        "Table 2 in detail, with evaluations to the optimum",
                        List.of(
                                unit,
                                "Optimum: the best accuracy of the whole space. Searches that did not meet it within "
                                        + "the budget "
                                        + "count with the budget and one; a mean that holds such a search is a lower "
                                        + "bound (>=)."));
    }

    /** The best accuracy of the whole space, as it is reported, where the entry was measured and it is known. */
    private static Optional<Double> optimum(ExperimentRuns runs, Entry entry) {
        return value(runs, entry, ExperimentTarget::reportedBest);
    }

    private static Optional<Double> value(
            ExperimentRuns runs, Entry entry, BiFunction<ExperimentTarget, Integer, OptionalDouble> best) {
        return entry.runs().isEmpty()
                ? Optional.empty()
                : best.apply(runs.target(entry.target()).orElseThrow(), 0).stream()
                        .boxed()
                        .findFirst();
    }

    private static Optional<EvaluationsToOptimum> evaluations(ExperimentRuns runs, Entry entry) {
        return value(runs, entry, ExperimentTarget::best)
                .map(optimum -> EvaluationsToOptimum.of(entry.runs(), optimum, runs.budget()));
    }

    private ResultTable tests(ExperimentRuns runs) {
        return PairedTests.table("table2-tests", runs, tested, List.of(0));
    }
}
