package io.github.grabnas.gp;

import java.util.Arrays;

/**
 * A Gaussian for each of a number of points: the posterior of the latent function, without observation noise, in the
 * unit of the targets.
 */
public final class Prediction {

    private static final double ROUNDING = 1e-9;

    private final double[] means;
    private final double[] variances;

    /**
     * The given means and variances, one of each for every point; copied. A variance that rounding has left just below
     * zero becomes zero.
     *
     * @throws IllegalArgumentException if there are not as many of both, a number is not finite, or a variance negative
     */
    public static Prediction of(double[] means, double[] variances) {
        if (means.length != variances.length) {
            throw new IllegalArgumentException(means.length + " means and " + variances.length + " variances");
        }
        double[] cleaned = variances.clone();
        double rounding = ROUNDING * Arrays.stream(variances).max().orElse(0);
        for (int i = 0; i < means.length; i++) {
            if (!Double.isFinite(means[i])
                    || !(variances[i] >= -Math.max(ROUNDING, rounding))
                    || Double.isInfinite(variances[i])) {
                throw new IllegalArgumentException("prediction " + i + ": mean " + means[i] + ", variance "
                        + variances[i] + "; expected finite numbers, and a variance of at least 0");
            }
            cleaned[i] = Math.max(0, variances[i]);
        }
        return new Prediction(means.clone(), cleaned);
    }

    /** Takes the arrays as they are; the caller keeps no hold of them. */
    Prediction(double[] means, double[] variances) {
        this.means = means;
        this.variances = variances;
    }

    /** The number of points. */
    public int count() {
        return means.length;
    }

    /** The mean at a point (paper, eq. 3). */
    public double mean(int point) {
        return means[point];
    }

    /** The variance at a point (paper, eq. 4), never negative. */
    public double variance(int point) {
        return variances[point];
    }

    /** The standard deviation at a point. */
    public double standardDeviation(int point) {
        return Math.sqrt(variances[point]);
    }

    /** All means, a new array. */
    public double[] means() {
        return means.clone();
    }

    /** All standard deviations, a new array. */
    public double[] standardDeviations() {
        double[] deviations = new double[variances.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.sqrt(variances[i]);
        }
        return deviations;
    }
}
