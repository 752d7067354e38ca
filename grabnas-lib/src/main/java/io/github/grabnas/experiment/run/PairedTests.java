package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.PairedTest;

import java.util.ArrayList;
import java.util.List;

/** {@link PairedTest} of every two methods on every target, seed by seed, as a table. */
public final class PairedTests {

    private static final double LEVEL = 0.05;

    private PairedTests() {}

    /** Two methods in one space, compared by one quantity. */
    private record Pair(
            ExperimentTarget target,
            int pruned,
            MethodVariant first,
            MethodVariant second,
            boolean evaluations,
            PairedTest test,
            double meanDifference) {

        private String quantity() {
            return evaluations ? "evaluations to optimum" : "final accuracy";
        }

        private String remark() {
            double smallest = Math.scalb(1.0, 1 - (test.pairs() - test.tied()));
            return test.allTied()
                    ? "all pairs are tied: nothing to test"
                    : smallest > LEVEL ? "too few pairs differ for p below " + LEVEL : "";
        }
    }

    /**
     * The table.
     *
     * @param pruned in which spaces, by how many of the target's best cells they lack
     */
    public static ResultTable table(
            String name, ExperimentRuns runs, List<MethodVariant> methods, List<Integer> pruned) {
        return ResultColumns.of(pairs(runs, methods, pruned))
                .text("target", p -> p.target().label())
                .whole("pruned", Pair::pruned)
                .text("first", p -> p.first().name())
                .text("second", p -> p.second().name())
                .text("quantity", Pair::quantity)
                .whole("pairs", p -> p.test().pairs())
                .whole("tied_pairs", p -> p.test().tied())
                .number("mean_difference", Decimals.ACCURACY, Pair::meanDifference)
                .number("statistic", Decimals.of(1), p -> p.test().statistic())
                .number("p", Decimals.of(4), p -> p.test().p())
                .text("remark", Pair::remark)
                .table(
                        name,
                        "Wilcoxon's signed-rank test over seeds",
                        List.of(
                                "Pairs of searches with the same seed; exact two-sided p-values, not corrected for the "
                                        + "number of tests.",
                                "Evaluations to the optimum, which is the best cell of the whole space: searches that "
                                        + "did not meet it count with the budget and one."));
    }

    private static List<Pair> pairs(ExperimentRuns runs, List<MethodVariant> methods, List<Integer> pruned) {
        List<Pair> pairs = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            for (int top : pruned) {
                for (int first = 0; first < methods.size(); first++) {
                    for (MethodVariant second : methods.subList(first + 1, methods.size())) {
                        pairs.add(pair(runs, target, top, methods.get(first), second, false));
                        if (target.best(0).isPresent()) {
                            pairs.add(pair(runs, target, top, methods.get(first), second, true));
                        }
                    }
                }
            }
        }
        return pairs;
    }

    private static Pair pair(
            ExperimentRuns runs,
            ExperimentTarget target,
            int pruned,
            MethodVariant first,
            MethodVariant second,
            boolean evaluations) {
        double[] a = numbers(runs, target, pruned, first, evaluations);
        double[] b = numbers(runs, target, pruned, second, evaluations);
        PairedTest test = PairedTest.of(a, b);
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) / a.length;
        }
        return new Pair(target, pruned, first, second, evaluations, test, difference);
    }

    private static double[] numbers(
            ExperimentRuns runs, ExperimentTarget target, int pruned, MethodVariant method, boolean evaluations) {
        List<SearchRun> searches =
                runs.find(method, target.label(), pruned).orElseThrow().runs();
        return evaluations
                ? EvaluationsToOptimum.of(searches, target.best(0).orElseThrow(), runs.budget())
                        .censored()
                : searches.stream()
                        .mapToDouble(run -> run.reportedAfter(runs.budget()))
                        .toArray();
    }
}
