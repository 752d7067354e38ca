package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@link PairedTest} of every two methods on every target, seed by seed, as a table. Pairs that repeat another seed's
 * count once ({@link DifferentSearches}).
 */
public final class PairedTests {

    private PairedTests() {}

    /** Two methods in one space, compared by one quantity. */
    private record Pair(
            ExperimentTarget target,
            int pruned,
            MethodVariant first,
            MethodVariant second,
            boolean evaluations,
            int pairs,
            PairedTest test,
            MeanDifference difference) {

        private String quantity() {
            return evaluations ? "evaluations to optimum" : "final accuracy";
        }

        private String remark() {
            double smallest = Math.scalb(1.0, 1 - (test.pairs() - test.tied()));
            return test.allTied()
                    ? "all pairs are tied: nothing to test"
                    : smallest > Significance.LEVEL ? "too few pairs differ for p below " + Significance.LEVEL : "";
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
                .whole("pairs", Pair::pairs)
                .whole("different_pairs", p -> p.test().pairs())
                .whole("tied_pairs", p -> p.test().tied())
                .number(
                        "mean_difference",
                        Decimals.ACCURACY,
                        p -> p.difference().mean())
                .numberWhere(
                        "difference_low",
                        Decimals.ACCURACY,
                        p -> finite(p.difference().low()))
                .numberWhere(
                        "difference_high",
                        Decimals.ACCURACY,
                        p -> finite(p.difference().high()))
                .number("statistic", Decimals.of(1), p -> p.test().statistic())
                .number("p", Decimals.of(4), p -> p.test().p())
                .text("remark", Pair::remark)
                .table(
                        name,
                        "Wilcoxon's signed-rank test over seeds",
                        List.of(
                                "Pairs of searches with the same seed. Pairs that repeat those of another seed, "
                                        + "evaluation by evaluation, count once: all further columns are of the "
                                        + "different pairs.",
                                "Exact two-sided p-values, not corrected for the number of tests. The test decides, "
                                        + "since differences are few and often equal; the 95 % interval of the mean "
                                        + "difference, first less second, by Student's t tells how large it is.",
                                "Evaluations to the optimum, which is the best cell of the whole space: searches that "
                                        + "did not meet it count with the budget and one."));
    }

    private static List<Pair> pairs(ExperimentRuns runs, List<MethodVariant> methods, List<Integer> pruned) {
        List<Pair> pairs = new ArrayList<>();
        for (ExperimentTarget target : runs.targets()) {
            for (int top : pruned) {
                List<MethodVariant> searched = methods.stream()
                        .filter(m -> runs.find(m, target.label(), top).isPresent())
                        .toList();
                for (int first = 0; first < searched.size(); first++) {
                    for (MethodVariant second : searched.subList(first + 1, searched.size())) {
                        pair(runs, target, top, searched.get(first), second, false)
                                .ifPresent(pairs::add);
                        if (target.best(0).isPresent()) {
                            pair(runs, target, top, searched.get(first), second, true)
                                    .ifPresent(pairs::add);
                        }
                    }
                }
            }
        }
        return pairs;
    }

    /** The pair, if the methods have seeds in common. */
    private static Optional<Pair> pair(
            ExperimentRuns runs,
            ExperimentTarget target,
            int pruned,
            MethodVariant first,
            MethodVariant second,
            boolean evaluations) {
        NavigableMap<Long, SearchRun> a = searches(runs, target, pruned, first);
        NavigableMap<Long, SearchRun> b = searches(runs, target, pruned, second);
        List<Long> different = DifferentSearches.pairs(a, b, SearchRun::isSameSearchAs);
        if (different.isEmpty()) {
            return Optional.empty();
        }
        double[] firsts = numbers(runs, target, different.stream().map(a::get).toList(), evaluations);
        double[] seconds = numbers(runs, target, different.stream().map(b::get).toList(), evaluations);
        return Optional.of(new Pair(
                target,
                pruned,
                first,
                second,
                evaluations,
                DifferentSearches.common(a, b).size(),
                PairedTest.of(firsts, seconds),
                MeanDifference.of(firsts, seconds)));
    }

    /** By seed. */
    private static NavigableMap<Long, SearchRun> searches(
            ExperimentRuns runs, ExperimentTarget target, int pruned, MethodVariant method) {
        NavigableMap<Long, SearchRun> bySeed = new TreeMap<>();
        runs.find(method, target.label(), pruned).orElseThrow().runs().forEach(run -> bySeed.put(run.seed(), run));
        return bySeed;
    }

    /** A number for each search. */
    private static double[] numbers(
            ExperimentRuns runs, ExperimentTarget target, List<SearchRun> searches, boolean evaluations) {
        return evaluations
                ? EvaluationsToOptimum.of(searches, target.best(0).orElseThrow(), runs.budget())
                        .censored()
                : searches.stream()
                        .mapToDouble(run -> run.reportedAfter(runs.budget()))
                        .toArray();
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
