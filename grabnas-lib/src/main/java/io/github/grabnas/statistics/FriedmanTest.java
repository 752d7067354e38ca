package io.github.grabnas.statistics;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Friedman's test (M. Friedman, 1937): whether k treatments, ranked in each of N blocks, differ at all. In this library
 * a treatment is a search method and a block a dataset, as J. Demsar (2006) has it.
 *
 * <p>With R_j the average rank of treatment j and ties as mean ranks, {@code chi2 = (k - 1) N^2 sum_j (R_j - (k +
 * 1)/2)^2 / (sum_ij r_ij^2 - N k (k + 1)^2 / 4)}, which has k − 1 degrees of freedom. It is too conservative for few
 * blocks; F of R. L. Iman and J. M. Davenport (1980), {@code (N - 1) chi2 / (N (k - 1) - chi2)} with k − 1 and (k −
 * 1)(N − 1) degrees of freedom, is the one to read.
 *
 * <pre>{@code
 * FriedmanTest test = FriedmanTest.of(List.of(new double[] {1, 2, 3}, new double[] {1, 3, 2}));
 * test.fP();
 * }</pre>
 *
 * @param averageRanks of each treatment over the blocks
 * @param blocks how many there are
 * @param chiSquared Friedman's statistic
 * @param chiSquaredP its p-value
 * @param f Iman and Davenport's statistic; infinite where all blocks have the same ranks
 * @param fP its p-value
 */
public record FriedmanTest(
        List<Double> averageRanks, int blocks, double chiSquared, double chiSquaredP, double f, double fP) {

    /** Makes the list immutable. */
    public FriedmanTest {
        averageRanks = List.copyOf(averageRanks);
    }

    /**
     * Tests ranks.
     *
     * @param ranks for each block the rank of each treatment, from 1; equals share the mean of their ranks
     * @throws IllegalArgumentException if there are fewer than two blocks or treatments, or a block holds no ranks
     */
    public static FriedmanTest of(List<double[]> ranks) {
        int blocks = ranks.size();
        int treatments = ranks.isEmpty() ? 0 : ranks.get(0).length;
        if (blocks < 2 || treatments < 2) {
            throw new IllegalArgumentException(
                    treatments + " treatments in " + blocks + " blocks: expected at least 2 of each");
        }
        ranks.forEach(block -> requireRanks(block, treatments));
        double middle = (treatments + 1) / 2.0;
        double[] average = IntStream.range(0, treatments)
                .mapToDouble(t -> ranks.stream().mapToDouble(block -> block[t]).sum() / blocks)
                .toArray();
        double between =
                Arrays.stream(average).map(r -> (r - middle) * (r - middle)).sum();
        double all = ranks.stream()
                .flatMapToDouble(Arrays::stream)
                .map(r -> (r - middle) * (r - middle))
                .sum();
        double chiSquared = all == 0 ? 0 : (treatments - 1.0) * blocks * blocks * between / all;
        double most = blocks * (treatments - 1.0);
        double f = chiSquared >= most * (1 - 1e-12)
                ? Double.POSITIVE_INFINITY
                : (blocks - 1) * chiSquared / (most - chiSquared);
        return new FriedmanTest(
                Arrays.stream(average).boxed().toList(),
                blocks,
                chiSquared,
                1 - new ChiSquaredDistribution(null, treatments - 1.0).cumulativeProbability(chiSquared),
                f,
                Double.isInfinite(f)
                        ? 0
                        : 1
                                - new FDistribution(null, treatments - 1.0, (treatments - 1.0) * (blocks - 1))
                                        .cumulativeProbability(f));
    }

    private static void requireRanks(double[] block, int treatments) {
        double sum = Arrays.stream(block).sum();
        if (block.length != treatments || !(Math.abs(sum - treatments * (treatments + 1) / 2.0) <= 1e-9)) {
            throw new IllegalArgumentException("block " + Arrays.toString(block) + ": expected the ranks of "
                    + treatments + " treatments, with mean ranks for equals");
        }
    }

    /** How many treatments there are. */
    public int treatments() {
        return averageRanks.size();
    }
}
