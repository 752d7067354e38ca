package io.github.grabnas.gp;

/**
 * A posterior mean at a point, and its gradient with respect to the point; one pass over the observations gives both.
 */
public final class MeanAndGradient {

    private final double mean;
    private final double[] gradient;

    /**
     * A pair of both.
     *
     * @param gradient one number for each coordinate of the point; copied
     */
    public MeanAndGradient(double mean, double... gradient) {
        this.mean = mean;
        this.gradient = gradient.clone();
    }

    /** The mean, in the unit of the observations. */
    public double mean() {
        return mean;
    }

    /** The gradient, in the same unit a unit of each coordinate; a new array. */
    public double[] gradient() {
        return gradient.clone();
    }
}
