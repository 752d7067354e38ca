package io.github.grabnas.nn.autodiff;

/** {@link MatrixLoops} in plain Java. */
final class PlainMatrixLoops implements MatrixLoops {

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
