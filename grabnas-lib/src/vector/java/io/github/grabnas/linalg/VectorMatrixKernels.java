package io.github.grabnas.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MatrixKernels} in vector registers: four rows times two registers of columns at a time, so that eight sums
 * stand in registers while the inner index runs.
 */
public final class VectorMatrixKernels implements MatrixKernels {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void multiplyAdd(double[] a, double[] b, double[] c, int from, int to, int inner, int columns) {
        int wide = columns - columns % (2 * WIDTH);
        int narrow = columns - columns % WIDTH;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            for (int j = 0; j < wide; j += 2 * WIDTH) {
                fourByTwo(a, b, c, i, j, inner, columns);
            }
            for (int j = wide; j < narrow; j += WIDTH) {
                fourByOne(a, b, c, i, j, inner, columns);
            }
        }
        for (; i < to; i++) {
            for (int j = 0; j < narrow; j += WIDTH) {
                oneByOne(a, b, c, i, j, inner, columns);
            }
        }
        if (narrow < columns) {
            for (int row = from; row < to; row++) {
                for (int j = narrow; j < columns; j++) {
                    double sum = c[row * columns + j];
                    for (int k = 0; k < inner; k++) {
                        sum = Math.fma(a[row * inner + k], b[k * columns + j], sum);
                    }
                    c[row * columns + j] = sum;
                }
            }
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }

    private static DoubleVector fma(double scale, DoubleVector x, DoubleVector sum) {
        return x.lanewise(VectorOperators.FMA, DoubleVector.broadcast(SPECIES, scale), sum);
    }

    private static void fourByTwo(double[] a, double[] b, double[] c, int i, int j, int inner, int columns) {
        int c0 = i * columns + j;
        int c1 = c0 + columns;
        int c2 = c1 + columns;
        int c3 = c2 + columns;
        DoubleVector s00 = load(c, c0);
        DoubleVector s01 = load(c, c0 + WIDTH);
        DoubleVector s10 = load(c, c1);
        DoubleVector s11 = load(c, c1 + WIDTH);
        DoubleVector s20 = load(c, c2);
        DoubleVector s21 = load(c, c2 + WIDTH);
        DoubleVector s30 = load(c, c3);
        DoubleVector s31 = load(c, c3 + WIDTH);
        int a0 = i * inner;
        int a1 = a0 + inner;
        int a2 = a1 + inner;
        int a3 = a2 + inner;
        for (int k = 0, at = j; k < inner; k++, at += columns) {
            DoubleVector x = load(b, at);
            DoubleVector y = load(b, at + WIDTH);
            s00 = fma(a[a0 + k], x, s00);
            s01 = fma(a[a0 + k], y, s01);
            s10 = fma(a[a1 + k], x, s10);
            s11 = fma(a[a1 + k], y, s11);
            s20 = fma(a[a2 + k], x, s20);
            s21 = fma(a[a2 + k], y, s21);
            s30 = fma(a[a3 + k], x, s30);
            s31 = fma(a[a3 + k], y, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + WIDTH);
    }

    private static void fourByOne(double[] a, double[] b, double[] c, int i, int j, int inner, int columns) {
        int c0 = i * columns + j;
        int c1 = c0 + columns;
        int c2 = c1 + columns;
        int c3 = c2 + columns;
        DoubleVector s0 = load(c, c0);
        DoubleVector s1 = load(c, c1);
        DoubleVector s2 = load(c, c2);
        DoubleVector s3 = load(c, c3);
        int at = i * inner;
        for (int k = 0; k < inner; k++) {
            DoubleVector x = load(b, k * columns + j);
            s0 = fma(a[at + k], x, s0);
            s1 = fma(a[at + inner + k], x, s1);
            s2 = fma(a[at + 2 * inner + k], x, s2);
            s3 = fma(a[at + 3 * inner + k], x, s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
        s2.intoArray(c, c2);
        s3.intoArray(c, c3);
    }

    private static void oneByOne(double[] a, double[] b, double[] c, int i, int j, int inner, int columns) {
        DoubleVector sum = load(c, i * columns + j);
        for (int k = 0; k < inner; k++) {
            sum = fma(a[i * inner + k], load(b, k * columns + j), sum);
        }
        sum.intoArray(c, i * columns + j);
    }
}
