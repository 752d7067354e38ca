package io.github.grabnas.gp;

import org.apache.commons.numbers.gamma.Erfc;

/** The standard normal distribution. */
final class StandardNormal {

    private static final double LOG_SQRT_TWO_PI = Math.log(2 * Math.PI) / 2;

    private StandardNormal() {}

    /** φ(z). */
    static double density(double z) {
        return Math.exp(logDensity(z));
    }

    /** log φ(z). */
    static double logDensity(double z) {
        return -z * z / 2 - LOG_SQRT_TWO_PI;
    }

    /** Φ(z), accurate in its lower tail. */
    static double cumulative(double z) {
        return Erfc.value(-z / Math.sqrt(2)) / 2;
    }
}
