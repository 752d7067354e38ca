package io.github.grabnas.gp;

/**
 * What is known of the weights of a trend's basis functions before anything was observed: for p functions, independent
 * normal distributions with mean {@code weight / p} and variance {@code deviation² / p} each, so that functions that
 * say the same have together the weight and the doubt of one.
 *
 * @param weight the expected sum of the weights; 1 where the functions are predictions
 * @param deviation how far that may be off: 0 never doubts the functions, 1 takes it for usual that they are worth
 *     nothing, or twice as much as they say
 */
public record TrendPrior(double weight, double deviation) {

    /** Checks the numbers. */
    public TrendPrior {
        if (!Double.isFinite(weight) || !(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("trend with weight " + weight + ", deviation " + deviation
                    + ": expected a finite weight and a deviation of 0 or more");
        }
    }
}
