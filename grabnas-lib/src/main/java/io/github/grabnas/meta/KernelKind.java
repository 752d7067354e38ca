package io.github.grabnas.meta;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.Matern32;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Rbf;
import io.github.grabnas.gp.Scales;

/** The kernels that can stand upon the networks. */
public enum KernelKind {
    /** {@link Rbf}. */
    RBF,
    /** {@link Matern32}. */
    MATERN32,
    /** {@link Matern52}, the default. */
    MATERN52;

    /** A kernel with one length-scale. */
    public Kernel kernel(double variance, double lengthScale) {
        Scales scales = Scales.isotropic(variance, lengthScale);
        return switch (this) {
            case RBF -> new Rbf(scales);
            case MATERN32 -> new Matern32(scales);
            case MATERN52 -> new Matern52(scales);
        };
    }
}
