package io.github.grabnas.statistics;

import java.util.Arrays;

/**
 * The map between numbers in their own unit and numbers of mean zero and standard deviation one: {@code (x - mean) /
 * sd}.
 *
 * @param mean in the numbers' unit
 * @param standardDeviation in the numbers' unit, divided by their count; 1 where they are constant
 */
public record Standardizer(double mean, double standardDeviation) {

    private static final double ROUNDING = 1e-12;

    /** Leaves numbers as they are. */
    public static final Standardizer IDENTITY = new Standardizer(0, 1);

    /**
     * The map that standardises some numbers.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Standardizer of(double... values) {
        double mean = Arrays.stream(values)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("expected at least one number, got none"));
        double standardDeviation = Math.sqrt(Arrays.stream(values)
                .map(t -> (t - mean) * (t - mean))
                .average()
                .orElseThrow());
        // The mean of equal numbers may be off by some last bits.
        boolean constant = standardDeviation
                <= ROUNDING * Arrays.stream(values).map(Math::abs).max().orElseThrow();
        return new Standardizer(mean, constant ? 1 : standardDeviation);
    }

    /** A number, standardised. */
    public double standardize(double value) {
        return (value - mean) / standardDeviation;
    }

    /** Numbers, standardised; a new array. */
    public double[] standardize(double... values) {
        return Arrays.stream(values).map(this::standardize).toArray();
    }

    /** Maps a standardised number back to its own unit. */
    public double restore(double standardized) {
        return mean + standardDeviation * standardized;
    }
}
