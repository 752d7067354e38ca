package io.github.grabnas.linalg;

/**
 * Lets a package's innermost loops read a matrix's own array, and make a matrix of one, without a copy: a package that
 * has such loops extends this class once, out of sight of others. The array of a matrix is never written to, and one
 * that was handed over is not written to again; a rule of the architecture tests says which packages may.
 */
public abstract class MatrixAccess {

    /** For subclasses. */
    protected MatrixAccess() {}

    /** The matrix's own array, row by row; not to be written to. */
    protected static double[] valuesOf(Matrix matrix) {
        return matrix.values();
    }

    /** The matrix of an array, row by row, which the caller does not write to again. */
    protected static Matrix wrap(int rows, int columns, double[] values) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(values.length + " values are no matrix of " + rows + " x " + columns);
        }
        return new Matrix(rows, columns, values);
    }
}
