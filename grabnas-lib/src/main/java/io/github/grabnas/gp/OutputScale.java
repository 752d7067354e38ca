package io.github.grabnas.gp;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What is known of an output scale s after the observations.
 *
 * <p>A handful of observations leaves s open, and predictions that took its most probable value for the true one would
 * be too narrow: with five observations by about a third, as a normal distribution is narrower than Student's t.
 *
 * @param mean E[s], in the targets' unit
 * @param square E[s²]
 */
record OutputScale(double mean, double square) {

    private static final double SEARCHED = 8;
    private static final int SCANNED = 320;
    private static final int PLACES = 100;
    private static final double WIDTHS = 8;
    private static final double STEP = 0.01;

    /** A scale that is known. */
    static OutputScale known(double scale) {
        return new OutputScale(scale, scale * scale);
    }

    /**
     * The most probable ln s. The density may have two maxima; a scan finds the higher one, and steps ever smaller its
     * place.
     *
     * @param prior around whose median is scanned
     * @param density of ln s, up to a constant
     */
    static double mostProbable(OutputScalePrior prior, DoubleUnaryOperator density) {
        double reach = SEARCHED * Math.max(1, prior.logStandardDeviation());
        double best = Math.log(prior.median());
        double step = 2 * reach / SCANNED;
        double from = best - reach;
        for (int i = 0; i <= SCANNED; i++) {
            double at = from + i * step;
            best = density.applyAsDouble(at) > density.applyAsDouble(best) ? at : best;
        }
        while (step > 1e-9) {
            step /= 2;
            for (double at : new double[] {best - step, best + step}) {
                best = density.applyAsDouble(at) > density.applyAsDouble(best) ? at : best;
            }
        }
        return best;
    }

    /**
     * Integrates over ln s, around its most probable value. Equal targets say that s is 0; the scan then ends before
     * the most probable value, and the density still rises below it. So it is taken relative to its largest value here,
     * and s stays above 0.
     *
     * @param logScale the most probable ln s that was scanned
     * @param logDensity of ln s, up to a constant
     */
    static OutputScale around(double logScale, DoubleUnaryOperator logDensity) {
        double most = logDensity.applyAsDouble(logScale);
        double curvature =
                (2 * most - logDensity.applyAsDouble(logScale - STEP) - logDensity.applyAsDouble(logScale + STEP))
                        / (STEP * STEP);
        double width = curvature > 1 ? 1 / Math.sqrt(curvature) : 1;
        double[] logDensities = new double[2 * PLACES + 1];
        for (int i = -PLACES; i <= PLACES; i++) {
            logDensities[PLACES + i] = logDensity.applyAsDouble(logScale + away(width, i));
        }
        double largest = Arrays.stream(logDensities).max().orElse(most);
        double mass = 0;
        double first = 0;
        double second = 0;
        for (int i = -PLACES; i <= PLACES; i++) {
            double away = away(width, i);
            double density = Math.exp(logDensities[PLACES + i] - largest);
            mass += density;
            first += density * Math.exp(away);
            second += density * Math.exp(2 * away);
        }
        double scale = Math.exp(logScale);
        return new OutputScale(scale * first / mass, scale * scale * second / mass);
    }

    private static double away(double width, int place) {
        return WIDTHS * width * place / PLACES;
    }

    /** Of s, never negative. */
    double variance() {
        return Math.max(0, square - mean * mean);
    }
}
