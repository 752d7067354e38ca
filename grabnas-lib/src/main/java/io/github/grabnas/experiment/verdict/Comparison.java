package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.DifferentSearches;
import io.github.grabnas.experiment.run.EvaluationsToOptimum;
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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Two methods on one target over seeds. Searches with the same seed have the same meta-training and the same sample of
 * the dataset, so they are pairs, and Wilcoxon's signed-rank test decides. It cannot reach {@value Significance#LEVEL}
 * with fewer than {@value #LEAST_PAIRS} pairs; where there are fewer in common, as with one-shot methods, the samples
 * are taken as independent and Welch's t-test decides. Samples without any spread, such as three equal accuracies and
 * ten, tell it no standard error, and it would have p = 0; they have the smallest p-value of a permutation test
 * ({@link Significance#leastP}), or 1 if their means are equal.
 *
 * <p>Pairs that repeat those of another seed count once in all numbers, and so do repeated searches in independent
 * samples ({@link DifferentSearches}). Where one method repeats and the other does not, pairs differ, and the test
 * holds for the searches that the first one made.
 *
 * @param target the dataset
 * @param pruned how many cells its space lacks
 * @param first a method
 * @param second another
 * @param firstMean mean over the searches that count
 * @param secondMean mean over the searches that count
 * @param seeds how many each has, in words, and how many different searches or pairs they make
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

    /** Of different pairs: with five, the smallest p-value of Wilcoxon's test is 2 / 32. */
    static final int LEAST_PAIRS = 6;

    /** Accuracies that differ by less are equal; twice, since a file's six decimals round both. */
    static final double EQUAL = 2 * EvaluationsToOptimum.TOLERANCE;

    private static final int LEAST_INDEPENDENT = 3;

    /** The comparison, not adjusted yet; empty where the different searches are too few for the test. */
    static Optional<Comparison> of(
            Evidence evidence, Measure measure, String target, int pruned, String first, String second) {
        SortedMap<Long, SearchResult> a = evidence.searches(first, target, pruned);
        SortedMap<Long, SearchResult> b = evidence.searches(second, target, pruned);
        int common = DifferentSearches.common(a, b).size();
        if (common >= LEAST_PAIRS) {
            List<Long> pairs = DifferentSearches.pairs(a, b, SearchResult::isSameSearchAs);
            if (pairs.size() < LEAST_PAIRS) {
                return Optional.empty();
            }
            double[] x = numbers(measure, a, pairs);
            double[] y = numbers(measure, b, pairs);
            PairedTest test = PairedTest.of(x, y);
            return Optional.of(of(
                    target,
                    pruned,
                    first,
                    second,
                    DifferentSearches.text(common, pairs.size()),
                    x,
                    y,
                    MeanDifference.of(x, y),
                    "Wilcoxon",
                    test.direction(),
                    test.p()));
        }
        double[] x = numbers(measure, a, DifferentSearches.seeds(a, SearchResult::isSameSearchAs));
        double[] y = numbers(measure, b, DifferentSearches.seeds(b, SearchResult::isSameSearchAs));
        if (Math.min(x.length, y.length) < LEAST_INDEPENDENT) {
            return Optional.empty();
        }
        String one = DifferentSearches.text(a.size(), x.length);
        String other = DifferentSearches.text(b.size(), y.length);
        String seeds = one.equals(other) ? one : one + " and " + other;
        WelchTest welch = WelchTest.of(x, y);
        int direction = (int) Math.signum(welch.difference().mean());
        double p = welch.p();
        if (isEqual(x) && isEqual(y)) {
            boolean alike = Math.abs(welch.difference().mean()) <= EQUAL;
            direction = alike ? 0 : direction;
            p = alike ? 1 : Math.max(p, Significance.leastP(x.length, y.length));
        }
        return Optional.of(of(target, pruned, first, second, seeds, x, y, welch.difference(), "Welch", direction, p));
    }

    /** Whether numbers differ by rounding alone. */
    static boolean isEqual(double[] numbers) {
        Summary summary = Summary.of(numbers);
        return summary.max() - summary.min() <= EQUAL;
    }

    private static double[] numbers(Measure measure, Map<Long, SearchResult> searches, List<Long> seeds) {
        return seeds.stream().mapToDouble(s -> measure.of(searches.get(s))).toArray();
    }

    private static Comparison of(
            String target,
            int pruned,
            String first,
            String second,
            String seeds,
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
                seeds,
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

    /** An interval in words; empty where it has no ends, with one number. */
    static String interval(MeanDifference difference) {
        return Double.isInfinite(difference.low())
                ? ""
                : Decimals.ACCURACY.format(difference.low()) + " to " + Decimals.ACCURACY.format(difference.high());
    }
}
