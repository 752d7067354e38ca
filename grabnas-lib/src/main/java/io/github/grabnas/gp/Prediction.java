package io.github.grabnas.gp;

/**
 * A Gaussian for each of a number of points: the posterior of the latent function, without observation noise, in the
 * unit of the targets.
 */
public final class Prediction {

    private final double[] means;
    private final double[] variances;

    /** The given means and variances, one of each for every point; copied. */
    public static Prediction of(double[] means, double[] variances) {
        if (means.length != variances.length) {
            throw new IllegalArgumentException(means.length + " means and " + variances.length + " variances");
        }
        return new Prediction(means.clone(), variances.clone());
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
