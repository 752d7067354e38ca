package io.github.grabnas.linalg;

/** {@link MatrixKernels} in plain Java. */
public final class PlainMatrixKernels implements MatrixKernels {

    @Override
    public void multiplyAdd(double[] a, double[] b, double[] c, int from, int to, int inner, int columns) {
        for (int i = from; i < to; i++) {
            for (int k = 0; k < inner; k++) {
                addScaled(a[i * inner + k], b, k * columns, c, i * columns, columns);
            }
        }
    }

    private static void addScaled(double scale, double[] x, int at, double[] y, int to, int length) {
        for (int j = 0; j < length; j++) {
            y[to + j] = Math.fma(scale, x[at + j], y[to + j]);
        }
    }
}
