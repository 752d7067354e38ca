package io.github.grabnas.classifier;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

import java.util.Locale;

/**
 * A measured accuracy with Wilson's score interval (E. B. Wilson, 1927): where the accuracy on all pictures of the kind
 * lies with 95 % confidence, if the measured ones were drawn by chance.
 *
 * @param correct pictures classified rightly
 * @param count pictures in all, at least 1
 * @param accuracy {@code 100 correct / count}, in percent
 * @param low the interval's lower end, in percent
 * @param high the interval's upper end, in percent
 */
public record AccuracyInterval(int correct, int count, double accuracy, double low, double high) {

    private static final double CONFIDENCE = 0.95;

    /**
     * The interval of a count.
     *
     * @throws IllegalArgumentException if {@code count} is below 1 or {@code correct} not from 0 to {@code count}
     */
    public static AccuracyInterval of(int correct, int count) {
        if (count < 1 || correct < 0 || correct > count) {
            throw new IllegalArgumentException(correct + " of " + count
                    + " pictures: expected at least 1 picture, and 0 to all of them classified rightly");
        }
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(count, correct, CONFIDENCE);
        return new AccuracyInterval(
                correct,
                count,
                100.0 * correct / count,
                Math.max(0, 100 * interval.getLowerBound()),
                Math.min(100, 100 * interval.getUpperBound()));
    }

    /**
     * The interval of an accuracy that was measured on so many pictures.
     *
     * @param accuracy in percent
     * @throws IllegalArgumentException if it is not from 0 to 100
     */
    public static AccuracyInterval ofAccuracy(double accuracy, int count) {
        if (!(accuracy >= 0 && accuracy <= 100)) {
            throw new IllegalArgumentException("accuracy " + accuracy + ": expected 0 to 100 percent");
        }
        return of((int) Math.round(accuracy * count / 100), count);
    }

    /** Such as {@code 87.50 % (73.9 to 94.5 %, 35 of 40 pictures)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f %% (%.1f to %.1f %%, %d of %d pictures)", accuracy, low, high, correct, count);
    }
}
