package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.MatrixAccess;

/** The arrays of matrices for the operations of this package. */
final class Values extends MatrixAccess {

    private Values() {}

    /** The values row by row; not to be written to. */
    static double[] of(Matrix matrix) {
        return valuesOf(matrix);
    }

    /** The matrix of an array that nobody writes to again. */
    static Matrix matrix(int rows, int columns, double[] values) {
        return wrap(rows, columns, values);
    }
}
