package io.github.grabnas.linalg;

import java.util.Arrays;

/**
 * A matrix b that many rows a are multiplied with, a b: its rows are arrays of their own, because the compiler makes
 * vector instructions of loops over whole arrays only.
 *
 * <p>Every element of a product is summed up in the order of the inner index, one fused multiply-add at a time, as in
 * {@link MatrixKernels}.
 */
public final class RightFactor {

    private final double[][] rows;

    private RightFactor(double[][] rows) {
        this.rows = rows;
    }

    /** A copy of a matrix, {@code inner x columns}, flat. */
    public static RightFactor of(double[] b, int inner, int columns) {
        double[][] rows = new double[inner][];
        Arrays.setAll(rows, k -> Arrays.copyOfRange(b, k * columns, (k + 1) * columns));
        return new RightFactor(rows);
    }

    /** Adds a row of a, which begins at a place of an array, times b to {@code sums}, one number for each column. */
    public void addProduct(double[] a, int at, double[] sums) {
        int whole = rows.length - rows.length % 4;
        for (int k = 0; k < whole; k += 4) {
            ScaledRows.addFour(a, at + k, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], sums);
        }
        for (int k = whole; k < rows.length; k++) {
            ScaledRows.add(a[at + k], rows[k], sums);
        }
    }
}
