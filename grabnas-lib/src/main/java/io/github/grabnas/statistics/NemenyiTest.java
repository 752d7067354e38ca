package io.github.grabnas.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which treatments of a {@link FriedmanTest} differ (P. B. Nemenyi, 1963): those whose average ranks are further apart
 * than the critical difference {@code q sqrt(k (k + 1) / (6 N))}, where q is the quantile of the studentised range of k
 * numbers with infinitely many degrees of freedom, divided by the root of 2 (J. Demsar, 2006, section 3.2.2).
 *
 * <pre>{@code
 * NemenyiTest.of(friedman, 0.05).differ(0, 3);
 * }</pre>
 *
 * @param averageRanks of each treatment
 * @param level of the test, for all pairs together
 * @param criticalDifference in ranks
 */
public record NemenyiTest(List<Double> averageRanks, double level, double criticalDifference) {

    /** Ranks that differ by the critical difference but for rounding do differ. */
    private static final double ROUNDING = 1e-9;

    /** Makes the list immutable. */
    public NemenyiTest {
        averageRanks = List.copyOf(averageRanks);
    }

    /**
     * The test.
     *
     * @param level such as 0.05, above 0 and below 1
     */
    public static NemenyiTest of(FriedmanTest friedman, double level) {
        return new NemenyiTest(
                friedman.averageRanks(), level, criticalDifference(friedman.treatments(), friedman.blocks(), level));
    }

    /**
     * How far apart two average ranks must be.
     *
     * @throws IllegalArgumentException if there are fewer than two treatments, no block, or the level is no probability
     */
    public static double criticalDifference(int treatments, int blocks, double level) {
        if (treatments < 2 || blocks < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(treatments + " treatments, " + blocks + " blocks, level " + level
                    + ": expected at least 2 treatments, 1 block, and a level between 0 and 1");
        }
        double q = StudentizedRange.quantile(treatments, 1 - level) / Math.sqrt(2);
        return q * Math.sqrt(treatments * (treatments + 1.0) / (6.0 * blocks));
    }

    /** Whether two treatments, by their positions, differ. */
    public boolean differ(int first, int second) {
        return Math.abs(averageRanks.get(first) - averageRanks.get(second)) >= criticalDifference - ROUNDING;
    }

    /**
     * The largest groups of treatments, at least two each, in which no two differ: what the thick lines of a
     * critical-difference diagram join.
     *
     * @return positions of the treatments, the best rank first; groups in the order of their best
     */
    public List<List<Integer>> groups() {
        List<Integer> sorted = IntStream.range(0, averageRanks.size())
                .boxed()
                .sorted(Comparator.comparingDouble(averageRanks::get))
                .toList();
        List<List<Integer>> groups = new ArrayList<>();
        int last = 0;
        for (int first = 0; first < sorted.size(); first++) {
            int end = first + 1;
            while (end < sorted.size() && !differ(sorted.get(first), sorted.get(end))) {
                end++;
            }
            if (end > first + 1 && end > last) {
                groups.add(sorted.subList(first, end));
                last = end;
            }
        }
        return List.copyOf(groups);
    }
}
