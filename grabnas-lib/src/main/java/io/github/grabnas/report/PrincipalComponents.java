package io.github.grabnas.report;

import io.github.grabnas.linalg.Matrix;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * The plane in which some vectors vary most (principal component analysis): a way to draw vectors of 56 numbers on
 * paper. Fitted to some vectors, it can show others too.
 */
public final class PrincipalComponents {

    private final double[] mean;
    private final double[][] axes;
    private final double share;

    private PrincipalComponents(double[] mean, double[][] axes, double share) {
        this.mean = mean;
        this.axes = axes;
        this.share = share;
    }

    /**
     * Fits a plane.
     *
     * @param vectors one a row, at least three of at least two numbers
     */
    public static PrincipalComponents of(Matrix vectors) {
        int n = vectors.rows();
        int m = vectors.columns();
        if (n < 3 || m < 2) {
            throw new IllegalArgumentException(
                    "a plane through a " + vectors + "; expected at least 3 vectors of at least 2 numbers");
        }
        double[][] rows = new double[n][];
        double[] mean = new double[m];
        for (int i = 0; i < n; i++) {
            rows[i] = vectors.row(i);
            for (int j = 0; j < m; j++) {
                mean[j] += rows[i][j] / n;
            }
        }
        EigenDecomposition decomposition =
                new EigenDecomposition(new Covariance(new Array2DRowRealMatrix(rows, false)).getCovarianceMatrix());
        double total = 0;
        for (double value : decomposition.getRealEigenvalues()) {
            total += Math.max(0, value);
        }
        double[][] axes = {
            oriented(decomposition.getEigenvector(0).toArray()),
            oriented(decomposition.getEigenvector(1).toArray())
        };
        return new PrincipalComponents(
                mean,
                axes,
                total == 0 ? 0 : (decomposition.getRealEigenvalue(0) + decomposition.getRealEigenvalue(1)) / total);
    }

    /** An axis has no direction of its own; its largest number is made positive, so that pictures do not flip. */
    private static double[] oriented(double[] axis) {
        int largest = 0;
        for (int j = 1; j < axis.length; j++) {
            largest = Math.abs(axis[j]) > Math.abs(axis[largest]) ? j : largest;
        }
        double sign = Math.signum(axis[largest]);
        for (int j = 0; j < axis.length; j++) {
            axis[j] *= sign;
        }
        return axis;
    }

    /** How much of the variance the plane shows, 0 to 1. */
    public double share() {
        return share;
    }

    /** Where vectors lie on the plane: two columns, x and y. */
    public Matrix project(Matrix vectors) {
        double[] flat = new double[2 * vectors.rows()];
        for (int i = 0; i < vectors.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                flat[2 * i] += axes[0][j] * (vectors.get(i, j) - mean[j]);
                flat[2 * i + 1] += axes[1][j] * (vectors.get(i, j) - mean[j]);
            }
        }
        return Matrix.of(vectors.rows(), 2, flat);
    }
}
