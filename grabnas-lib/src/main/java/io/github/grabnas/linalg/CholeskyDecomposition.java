package io.github.grabnas.linalg;

import java.util.stream.IntStream;

/**
 * The lower triangular L with L Lᵀ = A + jitter I, for a symmetric positive matrix A, held flat, row
 * by row.
 *
 * <p>Where rounding makes A not quite positive definite, a jitter is added to its diagonal: none at
 * first, then 1e-10 of the mean diagonal, then ten times as much at a time, up to 1e-3.
 */
public final class CholeskyDecomposition {

    private static final double FIRST_JITTER = 1e-10;
    private static final double LAST_JITTER = 1e-3;
    private static final int PARALLEL_FROM = 500;
    private static final int BLOCK = 64;

    private final double[] lower;
    private final int size;
    private final double jitter;

    private CholeskyDecomposition(double[] lower, int size, double jitter) {
        this.lower = lower;
        this.size = size;
        this.jitter = jitter;
    }

    /**
     * Factors a matrix, of which only the lower triangle is read.
     *
     * @throws ArithmeticException if no jitter of the ladder makes it positive definite
     */
    public static CholeskyDecomposition of(double[] matrix, int size) {
        double diagonal = 0;
        for (int i = 0; i < size; i++) {
            diagonal += matrix[i * size + i] / size;
        }
        double[] lower = new double[size * size];
        if (factor(matrix, lower, size, 0)) {
            return new CholeskyDecomposition(lower, size, 0);
        }
        for (double share = FIRST_JITTER; share <= LAST_JITTER * 1.01; share *= 10) {
            if (factor(matrix, lower, size, share * diagonal)) {
                return new CholeskyDecomposition(lower, size, share * diagonal);
            }
        }
        throw new ArithmeticException("the " + size + " x " + size + " matrix is not positive definite, not even with "
                + LAST_JITTER + " of its mean diagonal " + diagonal
                + " added to the diagonal; if it is a covariance matrix, check the kernel's parameters");
    }

    /**
     * Column by column in blocks, whose rows below the diagonal are shared out among the processor's cores if they are
     * many.
     */
    private static boolean factor(double[] matrix, double[] lower, int size, double jitter) {
        int width = size < PARALLEL_FROM ? size : BLOCK;
        for (int from = 0; from < size; from += width) {
            int first = from;
            int past = Math.min(size, from + width);
            for (int i = from; i < past; i++) {
                row(matrix, lower, size, i, first, i);
                double pivot = matrix[i * size + i] + jitter - dot(lower, i * size, lower, i * size, i);
                // A pivot this small is rounding: what follows from it would be noise.
                if (!(pivot > 1e-14 * matrix[i * size + i])) {
                    return false;
                }
                lower[i * size + i] = Math.sqrt(pivot);
            }
            IntStream.range(past, size).parallel().forEach(i -> row(matrix, lower, size, i, first, past));
        }
        return true;
    }

    /** One row of the factor in some columns left of the diagonal. */
    private static void row(double[] matrix, double[] lower, int size, int i, int from, int to) {
        for (int j = from; j < to; j++) {
            double sum = matrix[i * size + j] - dot(lower, i * size, lower, j * size, j);
            lower[i * size + j] = sum / lower[j * size + j];
        }
    }

    /** Four sums side by side: a single one would wait for every addition before the next. */
    private static double dot(double[] a, int fromA, double[] b, int fromB, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int k = 0;
        for (; k < length - 3; k += 4) {
            first += a[fromA + k] * b[fromB + k];
            second += a[fromA + k + 1] * b[fromB + k + 1];
            third += a[fromA + k + 2] * b[fromB + k + 2];
            fourth += a[fromA + k + 3] * b[fromB + k + 3];
        }
        for (; k < length; k++) {
            first += a[fromA + k] * b[fromB + k];
        }
        return first + second + (third + fourth);
    }

    public int size() {
        return size;
    }

    public double jitter() {
        return jitter;
    }

    public double get(int row, int column) {
        return lower[row * size + column];
    }

    /** Whether this factor's rows are the first of the other's, bit for bit. */
    public boolean isPrefixOf(CholeskyDecomposition other) {
        if (other.size < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                if (get(i, j) != other.get(i, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Solves L x = b in place. */
    public void solveLower(double[] b) {
        for (int i = 0; i < size; i++) {
            b[i] = (b[i] - dot(lower, i * size, b, 0, i)) / lower[i * size + i];
        }
    }

    /** Solves Lᵀ x = b in place. */
    public void solveUpper(double[] b) {
        for (int i = size - 1; i >= 0; i--) {
            double x = b[i] / lower[i * size + i];
            b[i] = x;
            for (int k = 0; k < i; k++) {
                b[k] -= lower[i * size + k] * x;
            }
        }
    }

    /** Solves L Lᵀ x = b in place. */
    public void solve(double[] b) {
        solveLower(b);
        solveUpper(b);
    }

    /** log det(L Lᵀ). */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.log(lower[i * size + i]);
        }
        return 2 * sum;
    }

    /** (L Lᵀ)⁻¹, flat, both triangles. */
    public double[] inverse() {
        // Rows of M hold the columns of L⁻¹, so that both loops run along rows.
        double[] columns = new double[size * size];
        for (int c = 0; c < size; c++) {
            int column = c * size;
            columns[column + c] = 1 / lower[c * size + c];
            for (int i = c + 1; i < size; i++) {
                double sum = 0;
                int row = i * size;
                for (int k = c; k < i; k++) {
                    sum -= lower[row + k] * columns[column + k];
                }
                columns[column + i] = sum / lower[row + i];
            }
        }
        double[] inverse = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < size; k++) {
                    sum += columns[i * size + k] * columns[j * size + k];
                }
                inverse[i * size + j] = sum;
                inverse[j * size + i] = sum;
            }
        }
        return inverse;
    }
}
