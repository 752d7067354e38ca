package io.github.grabnas.search.oneshot;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * The pathwise gradient of a draw from a Dirichlet distribution (M. Jankowiak and F. Obermeyer, "Pathwise Derivatives
 * Beyond the Reparameterization Trick", ICML 2018), as PyTorch has it. The k-th number of a draw is distributed as
 * Beta(a, b) with a its concentration and b the sum of the others. When a grows, the number moves with the velocity
 * that keeps its place in the distribution, {@code v = -(dF/da) / f}, and the others shrink in proportion:
 * {@code dL/da_k = v / (1 - x_k) (g_k - sum over j of x_j g_j)}.
 */
final class DirichletGradient {

    /** Below this distance from 0 or 1 the first term of a series is exact to about as much. */
    private static final double EDGE = 1e-7;

    private static final double STEP = 1e-4;

    private DirichletGradient() {}

    /**
     * The gradient with respect to the concentrations.
     *
     * @param x the draw
     * @param beta the concentrations
     * @param g the gradient with respect to the draw
     */
    static double[] backward(double[] x, double[] beta, double... g) {
        double total = 0;
        double mean = 0;
        for (int k = 0; k < x.length; k++) {
            total += beta[k];
            mean += x[k] * g[k];
        }
        double[] back = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double others = 0;
            for (int j = 0; j < x.length; j++) {
                others += j == k ? 0 : x[j];
            }
            back[k] = velocity(x[k], others, beta[k], total - beta[k]) * (g[k] - mean);
        }
        return back;
    }

    /** {@code v / (1 - x)} for x of Beta(a, b); {@code rest} is 1 - x, given apart since it may be tiny. */
    static double velocity(double x, double rest, double a, double b) {
        if (x < EDGE) {
            // F = x^a / (a B(a, b)) (1 + O(x))
            double logarithm = StrictMath.log(x) - 1 / a - Gamma.digamma(a) + Gamma.digamma(a + b);
            return -x / a * logarithm;
        }
        if (rest < EDGE) {
            // 1 - F = rest^b / (b B(a, b)) (1 + O(rest))
            return (Gamma.digamma(a + b) - Gamma.digamma(a)) / b;
        }
        double h = STEP * a;
        double slope = x > a / (a + b)
                ? (Beta.regularizedBeta(rest, b, a - h) - Beta.regularizedBeta(rest, b, a + h)) / (2 * h)
                : (Beta.regularizedBeta(x, a + h, b) - Beta.regularizedBeta(x, a - h, b)) / (2 * h);
        double logDensity = (a - 1) * StrictMath.log(x) + (b - 1) * StrictMath.log(rest) - Beta.logBeta(a, b);
        return -slope / StrictMath.exp(logDensity) / rest;
    }
}
