package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;

/**
 * Scales a gradient down where its norm, over all parameters together, is larger than a limit (Pascanu et al., 2013).
 *
 * @param limit of the norm
 */
public record GradientClipping(double limit) {

    /** Checks that the limit is positive. */
    public GradientClipping {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("gradient norm limit " + limit + ": expected a positive number");
        }
    }

    /** The gradient, or one of the same direction and the limit's norm. */
    public Parameters apply(Parameters gradient) {
        double norm = gradient.norm();
        return norm > limit ? gradient.times(limit / norm) : gradient;
    }
}
