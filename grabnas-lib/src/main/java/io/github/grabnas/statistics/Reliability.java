package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.util.Locale;

/**
 * The test-retest reliability of a measurement: how far two measurements of the same things agree.
 *
 * <pre>{@code
 * Reliability.of(accuraciesOfSeed0, accuraciesOfSeed1).spearman();
 * }</pre>
 *
 * @param count how many things were measured twice
 * @param spearman Spearman's rank correlation of the two measurements
 * @param standardDeviation of one measurement of one thing: the root of half the mean squared difference (J. M. Bland
 *     and D. G. Altman, 1996, call it the within-subject standard deviation)
 * @param firstMean mean of the first measurement
 * @param secondMean mean of the second; where things were chosen by a high first measurement, it is lower by what luck
 *     had added
 */
public record Reliability(int count, double spearman, double standardDeviation, double firstMean, double secondMean) {

    /**
     * Compares two measurements.
     *
     * @param first a number for each thing
     * @param second the same things measured again, in the same order
     * @throws IllegalArgumentException if the arrays differ in length or hold fewer than two numbers
     */
    public static Reliability of(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException(first.length + " first and " + second.length
                    + " second measurements: expected as many, at least 2");
        }
        double squares = 0;
        for (int i = 0; i < first.length; i++) {
            squares += (first[i] - second[i]) * (first[i] - second[i]);
        }
        return new Reliability(
                first.length,
                new SpearmansCorrelation().correlation(first, second),
                Math.sqrt(squares / (2 * first.length)),
                Summary.of(first).mean(),
                Summary.of(second).mean());
    }

    /**
     * The reliability of the mean of several measurements: {@code k r / (1 + (k - 1) r)} (C. Spearman, 1910; W. Brown,
     * 1910), where r is {@link #spearman}.
     *
     * @param measurements k, how many of the compared kind a mean is of
     */
    public double ofMean(int measurements) {
        return measurements * spearman / (1 + (measurements - 1) * spearman);
    }

    /**
     * How many measurements a mean needs for a reliability.
     *
     * @param reliability above 0 and below 1
     * @throws IllegalStateException if two measurements do not agree at all, so that no number is enough
     */
    public int measurementsFor(double reliability) {
        if (!(spearman > 0)) {
            throw new IllegalStateException(
                    "two measurements agree with Spearman " + spearman + "; no mean of them reaches " + reliability);
        }
        return (int) Math.max(1, Math.ceil(reliability * (1 - spearman) / (spearman * (1 - reliability)) - 1e-9));
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d measured twice: Spearman %.3f, standard deviation of one measurement %.2f, means %.2f and %.2f",
                count,
                spearman,
                standardDeviation,
                firstMean,
                secondMean);
    }
}
