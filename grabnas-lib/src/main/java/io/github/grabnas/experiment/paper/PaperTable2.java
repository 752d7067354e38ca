package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.PairedTests;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table 2: the decoder against nearest neighbours and against the other methods; beyond the paper, after how many evaluations
 * each method meets the optimum, and whether the differences are more than chance.
 *
 * @param methods those compared
 * @param published the paper's numbers
 */
public record PaperTable2(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final List<String> TESTED = List.of("grabnas", "tnas", "grabnas-knn");

    @Override
    public String name() {
        return "table2";
    }

    @Override
    public String title() {
        return "Table 2: decoder, nearest neighbours and the other methods";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        return PaperExperiment.wholeSpaces(methods, targets);
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        Comparison comparison = new Comparison(2, published, runs, methods);
        String unit = "Accuracies in percent: best after " + runs.budget()
                + " evaluations, mean and standard deviation over seeds.";
        return List.of(comparison.layout(name(), title(), List.of(unit)), details(comparison, unit), tests(runs));
    }

    private ResultTable details(Comparison comparison, String unit) {
        ExperimentRuns runs = comparison.runs();
        List<String> columns = new ArrayList<>(List.of("target", "method", "measured_by"));
        columns.addAll(Comparison.accuracyColumns());
        columns.addAll(List.of("optimum", "seeds", "seeds_met_optimum", "evaluations_to_optimum_median",
                "evaluations_to_optimum_mean"));
        List<List<String>> rows = new ArrayList<>();
        for (String target : comparison.targets()) {
            for (String method : comparison.methods()) {
                Optional<List<SearchRun>> measured = comparison.runs(method, target);
                if (measured.isEmpty() && comparison.figure(method, target).isEmpty()) {
                    continue;
                }
                List<String> row = new ArrayList<>(List.of(target, method, measured.isPresent() ? comparison.measuredBy(target)
                        : Comparison.NOT_MEASURED));
                row.addAll(comparison.accuracies(method, target));
                row.addAll(measured.map(list -> toOptimum(runs, target, list)).orElse(List.of("", "", "", "", "")));
                rows.add(row);
            }
        }
        return new ResultTable("table2-evaluations", "Table 2 in detail, with evaluations to the optimum", columns, rows,
                List.of(unit,
                "Optimum: the best accuracy of the whole space. Searches that did not meet it within the budget count with "
                + "the budget and "
                        + "one; a mean that holds such a search is a lower bound (>=)."));
    }

    private static List<String> toOptimum(ExperimentRuns runs, String target, List<SearchRun> searches) {
        double optimum = runs.target(target).orElseThrow().best(0).orElse(Double.NaN);
        if (Double.isNaN(optimum)) {
            return List.of("", Integer.toString(searches.size()), "", "", "");
        }
        EvaluationsToOptimum evaluations = EvaluationsToOptimum.of(searches, optimum, runs.budget());
        return List.of(ResultTable.number(optimum), Integer.toString(searches.size()), Integer.toString(evaluations.met()),
                evaluations.median(), evaluations.mean());
    }

    private ResultTable tests(ExperimentRuns runs) {
        List<MethodVariant> tested = methods.stream().filter(m -> TESTED.contains(m.name())).toList();
        List<MethodVariant> compared = tested.size() < 2 ? methods : tested;
        return PairedTests.table("table2-tests", runs, compared, List.of(0));
    }
}
