package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.DotProduct;
import io.github.grabnas.linalg.Matrix;

import java.util.Arrays;

/**
 * The functions of a trend at the observed points, the constant first, as a {@link TrendGaussianProcess} needs them:
 * L⁻¹ H with the factor of A = B⁻¹ + Hᵀ K⁻¹ H, the precision of their weights after the observations.
 */
final class WhitenedBasis {

    /** The prior variance of the offset, in squared output scales: as good as unknown. */
    private static final double OFFSET_VARIANCE = 100;

    /** The prior variance of an offset that is known, in squared output scales: none to speak of. */
    private static final double NO_VARIANCE = 1e-20;

    private final double[][] rows;
    private final CholeskyDecomposition precision;

    private WhitenedBasis(double[][] rows, CholeskyDecomposition precision) {
        this.rows = rows;
        this.precision = precision;
    }

    /**
     * Whitens.
     *
     * @param factor L, of the covariance of n observations
     * @param basis the functions but the constant, n x p
     */
    static WhitenedBasis of(CholeskyDecomposition factor, Matrix basis, TrendPrior trend) {
        double[][] rows = new double[basis.columns() + 1][basis.rows()];
        Arrays.fill(rows[0], 1);
        for (int j = 1; j < rows.length; j++) {
            for (int i = 0; i < basis.rows(); i++) {
                rows[j][i] = basis.get(i, j - 1);
            }
        }
        for (double[] row : rows) {
            factor.solveLower(row);
        }
        return new WhitenedBasis(rows, precision(rows, trend));
    }

    /** The constant alone, of whose weight no observation tells anything, since it is known. */
    static WhitenedBasis ofKnownOffset(int observations) {
        return new WhitenedBasis(
                new double[1][observations], CholeskyDecomposition.of(new double[] {1 / NO_VARIANCE}, 1));
    }

    /** A weight that is not doubted has variance 0; a tiny one stands for it. */
    private static CholeskyDecomposition precision(double[][] rows, TrendPrior trend) {
        int size = rows.length;
        double[] a = new double[size * size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < size; k++) {
                a[j * size + k] = DotProduct.inOrder(rows[j], rows[k]);
            }
            a[j * size + j] += 1 / (j == 0 ? OFFSET_VARIANCE : weightVariance(size - 1, trend));
        }
        return CholeskyDecomposition.of(a, size);
    }

    private static double weightVariance(int functions, TrendPrior trend) {
        return Math.max(1e-12, trend.deviation() * trend.deviation() / functions);
    }

    /** The logarithm of the determinant of B, the weights' prior covariance. */
    static double logVariances(Matrix basis, TrendPrior trend) {
        int p = basis.columns();
        return Math.log(OFFSET_VARIANCE) + (p == 0 ? 0 : p * Math.log(weightVariance(p, trend)));
    }

    /** How many functions there are, the constant included. */
    int functions() {
        return rows.length;
    }

    /** The factor of A. */
    CholeskyDecomposition precision() {
        return precision;
    }

    /** A function's whitened values times those of something else. */
    double dot(int function, double[] whitened) {
        return DotProduct.inOrder(rows[function], whitened);
    }

    /** The products with all functions, whitened by A. */
    double[] projected(double[] whitened) {
        double[] sums = new double[rows.length];
        Arrays.setAll(sums, j -> dot(j, whitened));
        precision.solveLower(sums);
        return sums;
    }

    /** Hᵀ K⁻¹ k(x) at all candidates, a row for each function. */
    double[][] explained(CandidatePosterior candidates) {
        return Arrays.stream(rows).map(candidates::weighted).toArray(double[][]::new);
    }
}
