package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.PairedTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@link PairedTest} of every two methods on every target, seed by seed, as a table. */
public final class PairedTests {

    private PairedTests() {
    }

    /**
     * The table.
     *
     * @param pruned in which spaces, by how many of the target's best cells they lack
     */
    public static ResultTable table(String name, ExperimentRuns runs, List<MethodVariant> methods, List<Integer> pruned) {
        List<List<String>> rows = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            for (int top : pruned) {
                for (int first = 0; first < methods.size(); first++) {
                    for (int second = first + 1; second < methods.size(); second++) {
                        rows.add(row(runs, target, top, methods.get(first), methods.get(second), false));
                        if (target.best(0).isPresent()) {
                            rows.add(row(runs, target, top, methods.get(first), methods.get(second), true));
                        }
                    }
                }
            }
        }
        return new ResultTable(name, "Wilcoxon's signed-rank test over seeds", List.of("target", "pruned", "first", "second",
                "quantity", "pairs", "tied_pairs", "mean_difference", "statistic", "p", "remark"), rows, List.of(
                "Pairs of searches with the same seed; exact two-sided p-values, not corrected for the number of tests.",
                "Evaluations to the optimum, which is the best cell of the whole space: searches that did not meet it count with the "
                + "budget and one."));
    }

    private static List<String> row(ExperimentRuns runs, ExperimentTarget target, int pruned, MethodVariant first, MethodVariant second,
                                    boolean evaluations) {
        double[] a = numbers(runs, target, pruned, first, evaluations);
        double[] b = numbers(runs, target, pruned, second, evaluations);
        PairedTest test = PairedTest.of(a, b);
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) / a.length;
        }
        double smallest = Math.scalb(1.0, 1 - (test.pairs() - test.tied()));
        return List.of(target.label(), Integer.toString(pruned), first.name(), second.name(),
                evaluations ? "evaluations to optimum" : "final accuracy",
                Integer.toString(test.pairs()), Integer.toString(test.tied()), ResultTable.number(difference),
                String.format(Locale.ROOT, "%.1f", test.statistic()), String.format(Locale.ROOT, "%.4f", test.p()),
                test.allTied() ? "all pairs are tied: nothing to test"
                        : smallest > 0.05 ? "too few pairs differ for p below 0.05" : "");
    }

    private static double[] numbers(ExperimentRuns runs, ExperimentTarget target, int pruned, MethodVariant method, boolean evaluations) {
        List<SearchRun> searches = runs.find(method, target.label(), pruned).orElseThrow().runs();
        return evaluations ? EvaluationsToOptimum.of(searches, target.best(0).orElseThrow(), runs.budget()).censored()
                : searches.stream().mapToDouble(run -> run.bestAfter(runs.budget())).toArray();
    }
}
