package io.github.grabnas.experiment.images;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the final network may cost, at the larger scale.
 *
 * @param parameters trained weights at most; empty for no limit
 * @param flops multiply-adds for one image at most
 * @param milliseconds for one image on this machine at most, on one thread
 */
public record CostLimits(OptionalLong parameters, OptionalLong flops, OptionalDouble milliseconds) {

    /** Checks the numbers. */
    public CostLimits {
        if (parameters.orElse(1) < 1 || flops.orElse(1) < 1 || !(milliseconds.orElse(1) > 0)) {
            throw new IllegalArgumentException("cost limits of " + parameters + " parameters, " + flops + " FLOPs, "
                    + milliseconds + " milliseconds: expected positive ones");
        }
    }

    /** No limits. */
    public static CostLimits none() {
        return new CostLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
    }

    /** Whether there is none. */
    public boolean isNone() {
        return parameters.isEmpty() && flops.isEmpty() && milliseconds.isEmpty();
    }
}
