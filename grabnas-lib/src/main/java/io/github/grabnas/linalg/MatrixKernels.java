package io.github.grabnas.linalg;

import java.util.stream.IntStream;

/**
 * The product of two matrices, where nearly all time goes.
 *
 * <p>Every element is summed up in the order of the inner index, one fused multiply-add at a time, so that
 * {@code VectorMatrixKernels} (vector registers, which need {@code --add-modules jdk.incubator.vector}) and
 * {@link PlainMatrixKernels} agree to the last bit, on any number of threads.
 */
public interface MatrixKernels {

    /** Products with fewer multiplications than this are not worth sharing among threads. */
    long WORTH_SHARING = 2_000_000;

    /** How many rows a thread takes at a time. */
    int ROW_BLOCK = 64;

    /** The fastest loops that this virtual machine can run. */
    static MatrixKernels best() {
        return FastestMatrixKernels.INSTANCE;
    }

    /** Rows {@code from} to {@code to} of {@code c += a b}; a is n x inner, b is inner x columns, c is n x columns. */
    void multiplyAdd(double[] a, double[] b, double[] c, int from, int to, int inner, int columns);

    /** {@code c += a b}, all rows. */
    default void multiplyAdd(double[] a, double[] b, double[] c, int rows, int inner, int columns) {
        if ((long) rows * inner * columns < WORTH_SHARING) {
            multiplyAdd(a, b, c, 0, rows, inner, columns);
            return;
        }
        IntStream.range(0, (rows + ROW_BLOCK - 1) / ROW_BLOCK)
                .parallel()
                .forEach(block -> multiplyAdd(
                        a, b, c, block * ROW_BLOCK, Math.min(rows, (block + 1) * ROW_BLOCK), inner, columns));
    }

    /** The transpose of a {@code rows x columns} matrix. */
    static double[] transpose(double[] a, int rows, int columns) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }
}
