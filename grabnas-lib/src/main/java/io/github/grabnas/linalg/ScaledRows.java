package io.github.grabnas.linalg;

/** Sums of scaled rows, one fused multiply-add at a time: the innermost loops of matrix products, over whole arrays. */
public final class ScaledRows {

    private ScaledRows() {}

    /** {@code sums += scale row}. */
    public static void add(double scale, double[] row, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(scale, row[j], sums[j]);
        }
    }

    /**
     * Adds four rows, scaled by four consecutive numbers, in their order: sums are read and written a quarter as often
     * as row by row, with the same result.
     *
     * @param scales where the numbers are
     * @param at where they begin
     */
    public static void addFour(
            double[] scales, int at, double[] first, double[] second, double[] third, double[] fourth, double[] sums) {
        double a = scales[at];
        double b = scales[at + 1];
        double c = scales[at + 2];
        double d = scales[at + 3];
        for (int j = 0; j < sums.length; j++) {
            double sum = Math.fma(a, first[j], sums[j]);
            sum = Math.fma(b, second[j], sum);
            sum = Math.fma(c, third[j], sum);
            sums[j] = Math.fma(d, fourth[j], sum);
        }
    }
}
