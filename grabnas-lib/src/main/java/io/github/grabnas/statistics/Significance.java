package io.github.grabnas.statistics;

import org.apache.commons.math3.util.CombinatoricsUtils;

/** The level of all tests of this library, two-sided, and what p-values can reach. */
public final class Significance {

    /** p-values below it are called significant. */
    public static final double LEVEL = 0.05;

    private Significance() {}

    /**
     * The smallest p-value that two independent samples of some sizes can have in a permutation test, which takes
     * nothing for normal: of all C(first + second, first) ways to divide the pooled numbers into samples of these
     * sizes, the share of those whose means are at least as far apart as the means of the samples seen. The division
     * that was seen is one of them; where the samples are equally large, the same with the samples exchanged is
     * another. Three numbers and ten have 1 / 286, three and three 2 / 20.
     *
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static double leastP(int first, int second) {
        if (first < 1 || second < 1) {
            throw new IllegalArgumentException(
                    "samples of " + first + " and " + second + " numbers: expected at least 1 of each");
        }
        return (first == second ? 2 : 1) / CombinatoricsUtils.binomialCoefficientDouble(first + second, first);
    }
}
