package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test of pairs, two-sided (F. Wilcoxon, 1945): whether the differences lie evenly about zero.
 *
 * <p>Pairs without a difference are left out. The p-value is exact, also where differences are tied: the share of the
 * 2^n ways to give the n differences signs whose rank sum is at least as far from its mean as the one seen.
 *
 * <p>Differences are rounded to the eighth digit of the largest number: 82.12 - 81.955 and 81.945 - 81.78 are both
 * 0.165 and tied, though their last bits differ, and so are means of numbers in single precision.
 *
 * <p>Ranks are commons-math's. Its own test is not used, since it counts pairs without a difference as negative ones
 * and takes all ranks to be distinct.
 *
 * <pre>{@code
 * PairedTest.of(accuracies, otherAccuracies).p();
 * }</pre>
 *
 * @param pairs how many there are
 * @param tied how many of them without a difference
 * @param statistic the smaller of the rank sums of positive and of negative differences; 0 if all pairs are tied
 * @param direction 1 if the rank sum of positive differences is the larger one, so that the first numbers tend to be
 *     higher; -1 if it is the smaller one; 0 if they are equal. A mean difference, which one outlier can move, may have
 *     the other sign
 * @param p the p-value; 1 if all pairs are tied
 */
public record PairedTest(int pairs, int tied, double statistic, int direction, double p) {

    private static final int DIGITS = 8;

    /**
     * Tests pairs of numbers.
     *
     * @throws IllegalArgumentException if the arrays differ in length or are empty, or hold something that is no number
     */
    public static PairedTest of(double[] first, double[] second) {
        if (first.length != second.length || first.length == 0) {
            throw new IllegalArgumentException(
                    first.length + " and " + second.length + " numbers: expected pairs, at least one");
        }
        double unit = lastDigit(first, second);
        double[] differences = IntStream.range(0, first.length)
                .mapToDouble(i -> Math.rint((first[i] - second[i]) / unit))
                .filter(d -> d != 0)
                .toArray();
        if (Arrays.stream(differences).anyMatch(d -> !Double.isFinite(d))) {
            throw new IllegalArgumentException("a difference is no finite number: " + Arrays.toString(differences));
        }
        int tied = first.length - differences.length;
        if (differences.length == 0) {
            return new PairedTest(first.length, tied, 0, 0, 1);
        }
        // Tied ranks are halves; doubled, all are whole.
        double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
        int[] ranks = Arrays.stream(new NaturalRanking(TiesStrategy.AVERAGE).rank(sizes))
                .mapToInt(r -> (int) Math.round(2 * r))
                .toArray();
        int total = Arrays.stream(ranks).sum();
        int positive = IntStream.range(0, ranks.length)
                .filter(i -> differences[i] > 0)
                .map(i -> ranks[i])
                .sum();
        int smaller = Math.min(positive, total - positive);
        double[] share = rankSums(ranks, total);
        double tail =
                IntStream.rangeClosed(0, smaller).mapToDouble(sum -> share[sum]).sum();
        return new PairedTest(
                first.length, tied, smaller / 2.0, Integer.compare(2 * positive, total), Math.min(1, 2 * tail));
    }

    /** The eighth digit of the largest number. */
    private static double lastDigit(double[] first, double[] second) {
        double largest = Arrays.stream(new double[][] {first, second})
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        return largest > 0 && Double.isFinite(largest) ? Math.pow(10, Math.floor(Math.log10(largest)) - DIGITS + 1) : 1;
    }

    /** The probability of every sum of the ranks whose sign is positive, if each is by a fair coin. */
    private static double[] rankSums(int[] ranks, int total) {
        double[] share = new double[total + 1];
        share[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--) {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }
        return share;
    }

    /** Whether no pair has a difference, so that there is nothing to test. */
    public boolean allTied() {
        return tied == pairs;
    }
}
