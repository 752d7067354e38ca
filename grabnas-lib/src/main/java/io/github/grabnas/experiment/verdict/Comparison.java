package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;
import io.github.grabnas.statistics.Summary;
import io.github.grabnas.statistics.WelchTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Two methods on one target over seeds. Searches with the same seed have the same meta-training and the same sample of
 * the dataset, so they are pairs, and Wilcoxon's signed-rank test decides. It cannot reach {@value Significance#LEVEL}
 * with fewer than {@value #LEAST_PAIRS} pairs; where there are fewer in common, as with one-shot methods, the samples
 * are taken as independent and Welch's t-test decides.
 *
 * @param target the dataset
 * @param pruned how many cells its space lacks
 * @param first a method
 * @param second another
 * @param firstMean mean over its seeds
 * @param secondMean mean over its seeds
 * @param seeds how many each has, in words
 * @param difference first less second, with its interval
 * @param test its name
 * @param direction in which the test sees the first: 1 higher, -1 lower, 0 neither; one outlier moves a mean, not ranks
 * @param p the p-value
 * @param adjusted the same, adjusted for all tests of the claim (Holm)
 */
record Comparison(
        String target,
        int pruned,
        String first,
        String second,
        double firstMean,
        double secondMean,
        String seeds,
        MeanDifference difference,
        String test,
        int direction,
        double p,
        double adjusted) {

    /** With five pairs, the smallest p-value of Wilcoxon's test is 2 / 32. */
    static final int LEAST_PAIRS = 6;

    private static final int LEAST_INDEPENDENT = 3;

    /** The comparison, not adjusted yet; empty where the seeds are too few for either test. */
    static Optional<Comparison> of(
            Evidence evidence, Measure measure, String target, int pruned, String first, String second) {
        SortedMap<Long, SearchResult> a = evidence.searches(first, target, pruned);
        SortedMap<Long, SearchResult> b = evidence.searches(second, target, pruned);
        TreeSet<Long> common = new TreeSet<>(a.keySet());
        common.retainAll(b.keySet());
        if (common.size() >= LEAST_PAIRS) {
            double[] x = common.stream().mapToDouble(s -> measure.of(a.get(s))).toArray();
            double[] y = common.stream().mapToDouble(s -> measure.of(b.get(s))).toArray();
            PairedTest test = PairedTest.of(x, y);
            return Optional.of(of(
                    target,
                    pruned,
                    first,
                    second,
                    x,
                    y,
                    MeanDifference.of(x, y),
                    "Wilcoxon",
                    test.direction(),
                    test.p()));
        }
        if (Math.min(a.size(), b.size()) < LEAST_INDEPENDENT) {
            return Optional.empty();
        }
        double[] x = a.values().stream().mapToDouble(measure::of).toArray();
        double[] y = b.values().stream().mapToDouble(measure::of).toArray();
        WelchTest welch = WelchTest.of(x, y);
        int direction = (int) Math.signum(welch.difference().mean());
        return Optional.of(of(target, pruned, first, second, x, y, welch.difference(), "Welch", direction, welch.p()));
    }

    private static Comparison of(
            String target,
            int pruned,
            String first,
            String second,
            double[] x,
            double[] y,
            MeanDifference difference,
            String test,
            int direction,
            double p) {
        return new Comparison(
                target,
                pruned,
                first,
                second,
                Summary.of(x).mean(),
                Summary.of(y).mean(),
                x.length == y.length ? "" + x.length : x.length + " and " + y.length,
                difference,
                test,
                direction,
                p,
                p);
    }

    /** All of a claim's comparisons with their p-values adjusted for their number. */
    static List<Comparison> adjusted(List<Comparison> comparisons) {
        List<Double> p =
                HolmCorrection.adjust(comparisons.stream().map(Comparison::p).toList());
        List<Comparison> adjusted = new ArrayList<>();
        for (int i = 0; i < p.size(); i++) {
            Comparison c = comparisons.get(i);
            adjusted.add(new Comparison(
                    c.target,
                    c.pruned,
                    c.first,
                    c.second,
                    c.firstMean,
                    c.secondMean,
                    c.seeds,
                    c.difference,
                    c.test,
                    c.direction,
                    c.p,
                    p.get(i)));
        }
        return List.copyOf(adjusted);
    }

    /** Whether the first is higher by more than chance. */
    boolean higher() {
        return adjusted < Significance.LEVEL && direction > 0;
    }

    /** Whether the first is lower by more than chance. */
    boolean lower() {
        return adjusted < Significance.LEVEL && direction < 0;
    }

    /** The comparisons as a table. */
    static ResultTable table(String quantity, List<Comparison> comparisons) {
        boolean anyPruned = comparisons.stream().anyMatch(c -> c.pruned() > 0);
        ResultColumns<Comparison> columns = ResultColumns.of(comparisons).text("target", Comparison::target);
        if (anyPruned) {
            columns.whole("removed", Comparison::pruned);
        }
        return columns.text("first", Comparison::first)
                .text("second", Comparison::second)
                .number("first mean", Decimals.ACCURACY, Comparison::firstMean)
                .number("second mean", Decimals.ACCURACY, Comparison::secondMean)
                .text("seeds", Comparison::seeds)
                .number("difference", Decimals.ACCURACY, c -> c.difference().mean())
                .text("95 % interval", c -> interval(c.difference()))
                .text("test", Comparison::test)
                .number("p", Decimals.of(4), Comparison::p)
                .number("p (Holm)", Decimals.of(4), Comparison::adjusted)
                .table("comparison", quantity, List.of());
    }

    /** An interval in words. */
    static String interval(MeanDifference difference) {
        return Decimals.ACCURACY.format(difference.low()) + " to " + Decimals.ACCURACY.format(difference.high());
    }
}
