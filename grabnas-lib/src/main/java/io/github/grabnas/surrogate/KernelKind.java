package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.KernelHyperparameters;
import io.github.grabnas.gp.Matern32;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Rbf;

/** The kernels on the networks' outputs. */
public enum KernelKind {
    /** {@link Rbf}. */
    RBF,
    /** {@link Matern32}. */
    MATERN32,
    /** {@link Matern52}, the default. */
    MATERN52;

    /** A kernel with one length-scale. */
    public Kernel kernel(double variance, double lengthScale) {
        KernelHyperparameters hyperparameters = KernelHyperparameters.isotropic(variance, lengthScale);
        return switch (this) {
            case RBF -> new Rbf(hyperparameters);
            case MATERN32 -> new Matern32(hyperparameters);
            case MATERN52 -> new Matern52(hyperparameters);
        };
    }
}
