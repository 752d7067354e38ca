package io.github.grabnas.linalg;

import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable matrix of doubles, row by row in one array. A batch of vectors, or a number of points of a Gaussian
 * process, is a matrix with a vector in each row.
 */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] values;

    Matrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * The matrix with the given values, row by row; copied.
     *
     * @throws IllegalArgumentException unless there are rows times columns of them
     */
    public static Matrix of(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(values.length + " values are no matrix of " + rows + " x " + columns);
        }
        return new Matrix(rows, columns, values.clone());
    }

    /**
     * The matrix with the given rows.
     *
     * @throws IllegalArgumentException if there are none or their lengths differ
     */
    public static Matrix ofRows(double[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("expected at least one row, got none");
        }
        int columns = rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " values; expected " + columns + " as row 0 has");
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Matrix(rows.length, columns, values);
    }

    /** Zeros. */
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[rows * columns]);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** One value. */
    public double get(int row, int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("column " + column + " of " + columns);
        }
        return values[row * columns + column];
    }

    /** One row, a new array. */
    public double[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** All values, row by row, a new array. */
    public double[] toArray() {
        return values.clone();
    }

    /** The same, each value rounded to the nearest number of single precision. */
    public Matrix inSinglePrecision() {
        double[] rounded = new double[values.length];
        Arrays.setAll(rounded, i -> (float) values[i]);
        return of(rows, columns, rounded);
    }

    /** Some rows, in the given order. */
    public Matrix selectRows(int... which) {
        double[] chosen = new double[which.length * columns];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(values, which[i] * columns, chosen, i * columns, columns);
        }
        return new Matrix(which.length, columns, chosen);
    }

    /** These rows, then the other matrix's. */
    public Matrix append(Matrix below) {
        if (below.columns != columns) {
            throw new IllegalArgumentException("cannot append " + below + " to " + this + ": the columns differ");
        }
        double[] all = Arrays.copyOf(values, values.length + below.values.length);
        System.arraycopy(below.values, 0, all, values.length, below.values.length);
        return new Matrix(rows + below.rows, columns, all);
    }

    /**
     * These rows and one more.
     *
     * @throws IllegalArgumentException unless it has as many values as there are columns
     */
    public Matrix appendRow(double... row) {
        if (row.length != columns) {
            throw new IllegalArgumentException("the new row has " + row.length + " values; expected " + columns);
        }
        double[] all = Arrays.copyOf(values, values.length + columns);
        System.arraycopy(row, 0, all, values.length, columns);
        return new Matrix(rows + 1, columns, all);
    }

    /** Whether the other matrix begins with all of these rows, bit for bit. */
    public boolean isPrefixOf(Matrix other) {
        return other.columns == columns
                && other.rows >= rows
                && Arrays.equals(values, 0, values.length, other.values, 0, values.length);
    }

    /** This matrix with one value changed. */
    public Matrix with(int row, int column, double value) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        double[] changed = values.clone();
        changed[row * columns + column] = value;
        return new Matrix(rows, columns, changed);
    }

    /** Whether all values are finite. */
    public boolean isFinite() {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** The array itself; {@link MatrixAccess} hands it to the loops of other packages. */
    double[] values() {
        return values;
    }

    /** Equal in size and in every bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix m && m.rows == rows && m.columns == columns && Arrays.equals(values, m.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "matrix of " + rows + " x " + columns;
    }
}
