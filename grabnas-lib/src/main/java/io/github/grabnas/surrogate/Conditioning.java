package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Matern52;

import java.util.Objects;

/**
 * How a target's observations enter a {@link DeepKernelSurrogate}: their residuals, which are the accuracies less the
 * prior mean, follow a Gaussian process on certain features of the architectures.
 *
 * @param residualFeatures on which features
 * @param refit whether the kernel's hyper-parameters and the noise are fitted to the residuals by the marginal
 *     likelihood of eq. 10; otherwise they are those of meta-training, which exist for {@link ResidualFeatures#FUSED}
 *     alone
 */
public record Conditioning(ResidualFeatures residualFeatures, boolean refit) {

    /** What distinguishes architectures in their residuals. */
    public enum ResidualFeatures {
        /** The fused vectors of eq. 1, as in eq. 3 and 4. */
        FUSED(Matern52.isotropic(1, 1)),
        /**
         * The graph embedding x^G of eq. 8: the fused vector keeps of a graph what mattered on other tasks, x^G all of
         * it.
         */
        GRAPH(Matern52.isotropic(1, 20)),
        /**
         * The one-hot operations of cells; other graphs cannot be observed, and the mean has no gradient along
         * embeddings.
         */
        OPERATIONS(Matern52.isotropic(1, 2));

        private final Matern52 start;

        ResidualFeatures(Matern52 start) {
            this.start = start;
        }

        /** Where the fit of the kernel begins. */
        Matern52 start() {
            return start;
        }
    }

    /** Checks that there are hyper-parameters. */
    public Conditioning {
        Objects.requireNonNull(residualFeatures, "residualFeatures");
        if (!refit && residualFeatures != ResidualFeatures.FUSED) {
            throw new IllegalArgumentException(
                    "residual features " + residualFeatures + " without refit: meta-training leaves "
                            + "hyper-parameters of the kernel on fused vectors only; take FUSED, or refit");
        }
    }

    /** Eq. 3 and 4: the kernel on fused vectors with the hyper-parameters of meta-training. */
    public static Conditioning paper() {
        return new Conditioning(ResidualFeatures.FUSED, false);
    }

    /** The default: the kernel on graph embeddings, fitted to the residuals. */
    public static Conditioning standard() {
        return new Conditioning(ResidualFeatures.GRAPH, true);
    }
}
