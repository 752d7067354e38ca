package io.github.grabnas.linalg;

import java.util.stream.IntStream;

/**
 * The lower triangular L with L Lᵀ = A + jitter I, for a symmetric positive matrix A, held flat, row by row.
 *
 * <p>Where rounding makes A not quite positive definite, a jitter is added to its diagonal: none at first, then 1e-10
 * of the mean diagonal, then ten times as much at a time, up to 1e-3.
 */
public final class CholeskyDecomposition {

    private static final double FIRST_JITTER = 1e-10;
    private static final double LAST_JITTER = 1e-3;
    private static final int PARALLEL_FROM = 500;
    private static final int BLOCK = 64;
    private static final int TILE = 256;

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
     * Panel by panel of {@value #BLOCK} columns: the rows of a panel are solved against its own triangle, and what they
     * explain is taken from everything to the right of them, as a product of matrices. Rows are shared out among the
     * processor's cores if they are many.
     */
    private static boolean factor(double[] matrix, double[] lower, int size, double jitter) {
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix, i * size, lower, i * size, i + 1);
            lower[i * size + i] += jitter;
        }
        int width = size < PARALLEL_FROM ? size : BLOCK;
        for (int from = 0; from < size; from += width) {
            int first = from;
            int past = Math.min(size, from + width);
            for (int i = from; i < past; i++) {
                row(lower, size, i, first, i);
                double pivot = lower[i * size + i]
                        - DotProduct.of(lower, i * size + first, lower, i * size + first, i - first);
                // A pivot this small is rounding: what follows from it would be noise.
                if (!(pivot > 1e-14 * matrix[i * size + i])) {
                    return false;
                }
                lower[i * size + i] = Math.sqrt(pivot);
            }
            IntStream.range(past, size).parallel().forEach(i -> row(lower, size, i, first, past));
            if (past < size) {
                subtractProducts(lower, size, first, past);
            }
        }
        return true;
    }

    /** Takes the products of the rows of a panel from all columns to the right of it, up to the diagonal. */
    private static void subtractProducts(double[] lower, int size, int first, int past) {
        int rest = size - past;
        int tiles = (rest + TILE - 1) / TILE;
        double[][] transposed = new double[tiles][];
        for (int t = 0; t < tiles; t++) {
            transposed[t] = negativeTransposed(lower, size, first, past, past + t * TILE);
        }
        IntStream.range(0, (rest + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int from = past + block * BLOCK;
            int to = Math.min(size, from + BLOCK);
            double[] panel = new double[(to - from) * (past - first)];
            for (int i = from; i < to; i++) {
                System.arraycopy(lower, i * size + first, panel, (i - from) * (past - first), past - first);
            }
            for (int t = 0; t < tiles && past + t * TILE < to; t++) {
                addProduct(panel, transposed[t], lower, size, from, to, past + t * TILE);
            }
        });
    }

    /** The rows of the panel from a given one on, negative and transposed: a tile's columns. */
    private static double[] negativeTransposed(double[] lower, int size, int first, int past, int row) {
        int width = past - first;
        int columns = Math.min(TILE, size - row);
        double[] tile = new double[width * columns];
        for (int i = 0; i < columns; i++) {
            for (int k = 0; k < width; k++) {
                tile[k * columns + i] = -lower[(row + i) * size + first + k];
            }
        }
        return tile;
    }

    /** Adds a panel times a tile to the lower triangle, in some rows and the tile's columns. */
    private static void addProduct(
            double[] panel, double[] tile, double[] lower, int size, int from, int to, int firstColumn) {
        int width = panel.length / (to - from);
        int columns = tile.length / width;
        double[] product = new double[(to - from) * columns];
        MatrixKernels.best().multiplyAdd(panel, tile, product, 0, to - from, width, columns);
        for (int i = from; i < to; i++) {
            for (int j = 0; j < columns && firstColumn + j <= i; j++) {
                lower[i * size + firstColumn + j] += product[(i - from) * columns + j];
            }
        }
    }

    /** One row of the factor in some columns of a panel left of the diagonal. */
    private static void row(double[] lower, int size, int i, int from, int to) {
        for (int j = from; j < to; j++) {
            double sum = lower[i * size + j] - DotProduct.of(lower, i * size + from, lower, j * size + from, j - from);
            lower[i * size + j] = sum / lower[j * size + j];
        }
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

    /** What a row of the factor holds left of the diagonal, each number times −1. */
    public double[] negativeRow(int row) {
        double[] negative = new double[row];
        for (int k = 0; k < row; k++) {
            negative[k] = -lower[row * size + k];
        }
        return negative;
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
            b[i] = (b[i] - DotProduct.of(lower, i * size, b, 0, i)) / lower[i * size + i];
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
                int row = i * size;
                columns[column + i] = -DotProduct.of(lower, row + c, columns, column + c, i - c) / lower[row + i];
            }
        }
        double[] inverse = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = DotProduct.of(columns, i * size + i, columns, j * size + i, size - i);
                inverse[i * size + j] = sum;
                inverse[j * size + i] = sum;
            }
        }
        return inverse;
    }
}
