package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.EvaluationsToOptimum;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.PairedTests;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchSummary;

import io.github.grabnas.experiment.paper.PublishedResults.Figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Table 1: what is found in spaces without a target's best cells, against the best that remains. A method that generates
 * architectures may go beyond.
 *
 * @param methods those compared
 * @param published the paper's numbers
 */
public record PaperTable1(List<MethodVariant> methods, PublishedResults published) implements PaperExperiment {

    private static final int TABLE = 1;
    private static final List<Integer> PRUNED = List.of(10, 20, 50);
    /** A table's accuracies are means of single-precision numbers: those of equal cells may differ in the eighth digit. */
    private static final double SAME = 1e-6;

    @Override
    public String name() {
        return "table1";
    }

    @Override
    public String title() {
        return "Table 1: pruned search spaces";
    }

    @Override
    public List<ExperimentCondition> arms(List<ExperimentTarget> targets) {
        List<ExperimentCondition> arms = new ArrayList<>();
        for (ExperimentTarget target : targets) {
            for (int pruned : PRUNED) {
                methods.forEach(method -> arms.add(new ExperimentCondition(method, target, pruned)));
            }
        }
        return arms;
    }

    @Override
    public List<ResultTable> tables(ExperimentRuns runs) {
        List<String> columns = new ArrayList<>(List.of("target", "pruned", "measured_by", "remaining_best",
                "published_remaining_best"));
        for (MethodVariant method : methods) {
            columns.addAll(List.of(method.name() + "_measured_mean", method.name() + "_measured_std",
                    method.name() + "_measured_minus_remaining_best", method.name() + "_seeds_beyond_remaining_best",
                    method.name() + "_seeds_met_optimum", method.name() + "_evaluations_to_optimum_median",
                    method.name() + "_published_mean", method.name() + "_published_std",
                    method.name() + "_published_minus_remaining_best"));
        }
        Set<String> targets = new LinkedHashSet<>(published.ofTable(TABLE).stream().map(Figure::target).toList());
        runs.targets().forEach(target -> targets.add(target.label()));
        List<List<String>> rows = new ArrayList<>();
        for (String target : targets) {
            PRUNED.forEach(pruned -> rows.add(row(runs, target, pruned)));
        }
        List<String> notes = List.of("Accuracies in percent: best after " + runs.budget()
                + " evaluations, mean and standard deviation over "
                + "seeds; in parentheses the difference to the remaining best, in points.",
                "The measured remaining best is the benchmark table's; the published one is what the paper prints.");
        List<String> more = List.of(notes.get(0), notes.get(1), "Optimum: the best cell of the whole space, which none of these spaces "
                + "has. Searches that did not meet it count with the budget and one.");
        ResultTable details = new ResultTable("table1-details", "Table 1 in detail", columns, rows, more);
        return methods.size() < 2 ? List.of(layout(details, notes), details)
                : List.of(layout(details, notes), details, PairedTests.table("table1-tests", runs, methods, PRUNED));
    }

    /** The same as the paper lays it out: mean, deviation and difference in one field. */
    private ResultTable layout(ResultTable details, List<String> notes) {
        List<String> columns = new ArrayList<>(List.of("target", "pruned", "remaining_best", "published_remaining_best"));
        for (MethodVariant method : methods) {
            columns.add(method.name() + "_measured");
            if (published.ofTable(TABLE).stream().anyMatch(figure -> figure.method().equals(method.name()))) {
                columns.add(method.name() + "_published");
            }
        }
        List<List<String>> rows = details.rows().stream().map(row -> columns.stream().map(column -> {
            int plain = details.columns().indexOf(column);
            return plain >= 0 ? row.get(plain) : text(row.get(details.columns().indexOf(column + "_mean")),
                    row.get(details.columns().indexOf(column + "_std")),
                    row.get(details.columns().indexOf(column + "_minus_remaining_best")));
        }).toList()).toList();
        return new ResultTable(name(), title(), columns, rows, notes);
    }

    private static String text(String mean, String standardDeviation, String difference) {
        return mean.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f ± %.2f (%+.2f)", Double.parseDouble(mean),
                Double.parseDouble(standardDeviation), Double.parseDouble(difference));
    }

    private List<String> row(ExperimentRuns runs, String label, int pruned) {
        Optional<ExperimentTarget> target = runs.target(label);
        OptionalDouble best = target.map(t -> t.best(pruned)).orElse(OptionalDouble.empty());
        Optional<Figure> publishedBest = published.find(TABLE, PublishedResults.REMAINING_BEST, label, pruned);
        List<String> row = new ArrayList<>(List.of(label, Integer.toString(pruned), target.map(ExperimentTarget::measuredBy)
                .orElse(Comparison.NOT_MEASURED), best.isPresent() ? ResultTable.number(best.getAsDouble()) : "",
                publishedBest.map(f -> ResultTable.number(f.mean())).orElse("")));
        for (MethodVariant method : methods) {
            Optional<ConditionRuns> measured = runs.find(method, label, pruned);
            if (measured.isPresent() && best.isPresent()) {
                SearchSummary summary = SearchSummary.of(measured.get().runs(), runs.budget());
                EvaluationsToOptimum optimum = EvaluationsToOptimum.of(measured.get().runs(),
                        target.orElseThrow().best(0).orElseThrow(), runs.budget());
                row.addAll(List.of(ResultTable.number(summary.mean()), ResultTable.number(summary.standardDeviation()),
                        ResultTable.number(summary.mean() - best.getAsDouble()), Long.toString(measured.get().runs().stream()
                                .filter(run -> run.bestAfter(runs.budget()) > best.getAsDouble() + SAME).count()),
                        Integer.toString(optimum.met()), optimum.median()));
            } else {
                row.addAll(List.of("", "", "", "", "", ""));
            }
            Optional<Figure> figure = published.find(TABLE, method.name(), label, pruned);
            row.addAll(figure.isEmpty() ? List.of("", "", "") : List.of(ResultTable.number(figure.get().mean()),
                    ResultTable.number(figure.get().standardDeviation().orElseThrow()),
                    ResultTable.number(figure.get().mean() - publishedBest.orElseThrow().mean())));
        }
        return row;
    }
}
