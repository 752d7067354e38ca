package io.github.grabnas.linalg;

import java.util.stream.IntStream;

/** Squared Euclidean distances of rows, with a weight for each coordinate. */
public final class Distances {

    /** From so many rows on, all processors share the work. */
    private static final int PARALLEL_FROM = 500;

    private Distances() {}

    /**
     * r² = Σ_j ((a_j - b_j) w_j)² between two rows of flat arrays.
     *
     * @param offsetA where the first row begins
     * @param offsetB where the second row begins
     * @param weights w_j, one for each coordinate
     */
    public static double squared(double[] a, int offsetA, double[] b, int offsetB, double[] weights) {
        // Two sums side by side: a single one would wait for every addition before the next.
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j < weights.length - 1; j += 2) {
            double first = (a[offsetA + j] - b[offsetB + j]) * weights[j];
            double second = (a[offsetA + j + 1] - b[offsetB + j + 1]) * weights[j + 1];
            even += first * first;
            odd += second * second;
        }
        if (j < weights.length) {
            double last = (a[offsetA + j] - b[offsetB + j]) * weights[j];
            even += last * last;
        }
        return even + odd;
    }

    /** The n x n matrix of r² between the n rows of a matrix, flat, both triangles. */
    public static double[] squared(Matrix rows, double[] weights) {
        int n = rows.rows();
        int d = rows.columns();
        double[] flat = rows.values();
        double[] squared = new double[n * n];
        IntStream range = IntStream.range(0, n);
        (n < PARALLEL_FROM ? range : range.parallel()).forEach(i -> {
            for (int j = 0; j < i; j++) {
                double r = squared(flat, i * d, flat, j * d, weights);
                squared[i * n + j] = r;
                squared[j * n + i] = r;
            }
        });
        return squared;
    }
}
