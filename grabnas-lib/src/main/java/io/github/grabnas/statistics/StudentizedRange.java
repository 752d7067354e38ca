package io.github.grabnas.statistics;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The distribution of the range of k independent standard normal numbers, which is the studentised range with
 * infinitely many degrees of freedom: {@code P(range < q) = k int phi(z) (Phi(z) - Phi(z - q))^(k - 1) dz}.
 *
 * <p>Density, integration and root are commons-math's, which does not have this distribution.
 */
final class StudentizedRange {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    /** Beyond, the normal density is below 1e-14. */
    private static final double FAR = 8;

    private static final int POINTS = 32;
    private static final double EXACT = 1e-10;
    private static final int MOST_EVALUATIONS = 1_000_000;
    private static final double LARGEST = 40;

    private StudentizedRange() {}

    /** The probability of a range below q, of {@code count} numbers. */
    static double cumulativeProbability(int count, double q) {
        IterativeLegendreGaussIntegrator integrator = new IterativeLegendreGaussIntegrator(POINTS, EXACT, EXACT);
        // The largest of the numbers is z, and the others lie between z - q and z.
        return count
                * integrator.integrate(
                        MOST_EVALUATIONS,
                        z -> NORMAL.density(z)
                                * Math.pow(
                                        NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - q),
                                        count - 1.0),
                        -FAR,
                        FAR + q);
    }

    /** The range below which it lies with a probability. */
    static double quantile(int count, double probability) {
        return new BrentSolver(EXACT)
                .solve(MOST_EVALUATIONS, q -> cumulativeProbability(count, q) - probability, 0, LARGEST);
    }
}
