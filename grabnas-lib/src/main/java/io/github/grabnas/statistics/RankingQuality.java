package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well predictions rank things, higher being better.
 *
 * <pre>{@code
 * RankingQuality.of(posterior.means(), table.accuracies(target)).spearman();
 * }</pre>
 *
 * @param spearman Spearman's rank correlation over all things; NaN where all predictions are equal
 * @param spearmanTop the same over the {@value #TOP} truly best, of equal ones those that come first, or over all if
 *     they are fewer
 * @param rankOfBest the position of the truly best in the predicted order, from 1; of several equally best ones that of
 *     the one that is predicted highest, and where others are predicted alike, its expectation in an order by chance
 * @param bestOf10 the highest true value among the ten with the highest predictions, in the unit of the true values
 * @param bestOf50 the same among fifty
 */
public record RankingQuality(double spearman, double spearmanTop, double rankOfBest, double bestOf10, double bestOf50) {

    /** How many things the top holds. */
    public static final int TOP = 1_000;

    /**
     * Compares predictions with the truth.
     *
     * @param predicted a number for each thing; it needs not be in the unit of the true values
     * @param truth the true value of each thing, in the same order
     * @throws IllegalArgumentException if the arrays differ in length or hold fewer than two numbers
     */
    public static RankingQuality of(double[] predicted, double[] truth) {
        if (predicted.length != truth.length || truth.length < 2) {
            throw new IllegalArgumentException(predicted.length + " predictions of " + truth.length
                    + " true values: expected as many, at least 2");
        }
        int[] best = descending(truth);
        int[] leading = descending(predicted);
        int[] top = Arrays.copyOf(best, Math.min(TOP, truth.length));
        SpearmansCorrelation correlation = new SpearmansCorrelation();
        return new RankingQuality(
                correlation.correlation(predicted, truth),
                correlation.correlation(pick(predicted, top), pick(truth, top)),
                rankOfBest(predicted, truth, truth[best[0]]),
                bestOf(leading, 10, truth),
                bestOf(leading, 50, truth));
    }

    private static double rankOfBest(double[] predicted, double[] truth, double best) {
        double highest = IntStream.range(0, truth.length)
                .filter(i -> truth[i] == best)
                .mapToDouble(i -> predicted[i])
                .max()
                .orElseThrow();
        long above = Arrays.stream(predicted).filter(p -> p > highest).count();
        long equal = Arrays.stream(predicted).filter(p -> p == highest).count();
        long bests = IntStream.range(0, truth.length)
                .filter(i -> truth[i] == best && predicted[i] == highest)
                .count();
        // Among bests and others in an order by chance, the first of the bests has so many others before it.
        return 1 + above + (equal - bests) / (bests + 1.0);
    }

    /** The positions of the values, the highest value first; of equal values the one that comes first. */
    private static int[] descending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] pick(double[] values, int[] which) {
        return IntStream.of(which).mapToDouble(i -> values[i]).toArray();
    }

    private static double bestOf(int[] leading, int count, double[] truth) {
        return IntStream.of(leading)
                .limit(count)
                .mapToDouble(i -> truth[i])
                .max()
                .orElseThrow();
    }
}
