package io.github.grabnas.gp;

/** How promising it is to evaluate a point next, for maximisation: the larger the better. */
public interface AcquisitionFunction {

    /**
     * The value at a point whose posterior is a Gaussian.
     *
     * @param mean of the posterior
     * @param standardDeviation of the posterior, 0 or more
     * @param best the best target observed so far, in the same unit
     */
    double value(double mean, double standardDeviation, double best);
}
