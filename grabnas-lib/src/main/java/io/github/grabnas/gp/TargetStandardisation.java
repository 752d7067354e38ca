package io.github.grabnas.gp;

import java.util.Arrays;

/**
 * The map between targets in their own unit and targets of mean zero and deviation one, which a
 * process with zero mean expects.
 *
 * @param mean of the targets
 * @param deviation of the targets (divided by their number); 1 where they are constant
 */
public record TargetStandardisation(double mean, double deviation) {

    /** The standardisation of these targets. */
    public static TargetStandardisation of(double... targets) {
        double mean = Arrays.stream(targets).average().orElseThrow(
                () -> new IllegalArgumentException("expected at least one target, got none"));
        double deviation = Math.sqrt(Arrays.stream(targets).map(t -> (t - mean) * (t - mean)).average().orElseThrow());
        boolean constant = deviation <= 1e-12 * Math.max(1, Math.abs(mean));
        return new TargetStandardisation(mean, constant ? 1 : deviation);
    }

    /** The standardised targets, a new array. */
    public double[] standardised(double... targets) {
        return Arrays.stream(targets).map(t -> (t - mean) / deviation).toArray();
    }
}
