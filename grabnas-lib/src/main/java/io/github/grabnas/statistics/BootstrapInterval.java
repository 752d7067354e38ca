package io.github.grabnas.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An interval for the mean of things that were drawn from more of their kind, such as tasks: of {@value #DRAWS} means
 * of as many values drawn with replacement, the central ones (the percentile method, B. Efron and R. J. Tibshirani, "An
 * Introduction to the Bootstrap", Chapman and Hall 1993, sec. 13.3).
 *
 * <pre>{@code
 * BootstrapInterval interval = BootstrapInterval.ofMean(coverages, 0.95);
 * }</pre>
 *
 * @param low the lower end, in the unit of the values
 * @param high the upper end
 */
public record BootstrapInterval(double low, double high) {

    private static final int DRAWS = 10_000;
    private static final long SEED = 93;

    /**
     * Draws; the same values give the same interval.
     *
     * @param values one for each thing
     * @param level the share of the means that lie within, such as 0.95
     * @throws IllegalArgumentException if there are no values, one is not finite, or the level is not between 0 and 1
     */
    public static BootstrapInterval ofMean(double[] values, double level) {
        if (values.length == 0 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("an interval of level " + level + " for the mean of " + values.length
                    + " values: expected at least one value and a level between 0 and 1");
        }
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("values " + Arrays.toString(values) + ": expected finite numbers");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        Arrays.setAll(means, d -> {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            return sum / values.length;
        });
        Percentile percentile = new Percentile();
        percentile.setData(means);
        return new BootstrapInterval(percentile.evaluate(50 * (1 - level)), percentile.evaluate(50 * (1 + level)));
    }
}
