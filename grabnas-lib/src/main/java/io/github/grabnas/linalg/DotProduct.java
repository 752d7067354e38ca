package io.github.grabnas.linalg;

/** Sums of products of parts of two arrays. */
public final class DotProduct {

    private DotProduct() {}

    /** Σ_k a_k b_k over all of two arrays of one length, added one after the other. */
    public static double inOrder(double[] a, double[] b) {
        return inOrder(a, 0, b, 0, a.length);
    }

    /**
     * Σ_k a_k b_k, added one after the other: rounded as it is written, where results were made so.
     *
     * @param fromA where the part of a begins
     * @param fromB where the part of b begins
     */
    public static double inOrder(double[] a, int fromA, double[] b, int fromB, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[fromA + k] * b[fromB + k];
        }
        return sum;
    }

    /**
     * Σ_k a_k b_k, as four sums side by side: a single one would wait for every addition before the next.
     *
     * @param fromA where the part of a begins
     * @param fromB where the part of b begins
     */
    public static double of(double[] a, int fromA, double[] b, int fromB, int length) {
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
}
