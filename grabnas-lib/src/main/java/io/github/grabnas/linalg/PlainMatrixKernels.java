package io.github.grabnas.linalg;

/** {@link MatrixKernels} in plain Java. */
public final class PlainMatrixKernels implements MatrixKernels {

    /** Fewer rows than this are not worth a copy of b. */
    private static final int FEW_ROWS = 4;

    @Override
    public void multiplyAdd(double[] a, double[] b, double[] c, int from, int to, int inner, int columns) {
        if (to - from < FEW_ROWS) {
            for (int i = from; i < to; i++) {
                for (int k = 0; k < inner; k++) {
                    addScaled(a[i * inner + k], b, k * columns, c, i * columns, columns);
                }
            }
            return;
        }
        RightFactor right = RightFactor.of(b, inner, columns);
        double[] sums = new double[columns];
        for (int i = from; i < to; i++) {
            System.arraycopy(c, i * columns, sums, 0, columns);
            right.addProduct(a, i * inner, sums);
            System.arraycopy(sums, 0, c, i * columns, columns);
        }
    }

    private static void addScaled(double scale, double[] x, int at, double[] y, int to, int length) {
        for (int j = 0; j < length; j++) {
            y[to + j] = Math.fma(scale, x[at + j], y[to + j]);
        }
    }
}
