package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Matern52;

/**
 * How a target's observations enter the surrogate: the deviations of its accuracies from the prior mean
 * follow a Gaussian process on certain vectors.
 *
 * @param deviations on which vectors
 * @param refit whether the kernel's parameters and the noise are fitted to the observations, by the
 *     marginal likelihood of eq. 10; otherwise they are those of meta-training, which {@link ResidualFeatures#FUSED}
 *     alone has
 */
public record Conditioning(ResidualFeatures deviations, boolean refit) {

    /** What tells architectures apart in their deviations from the prior mean. */
    public enum ResidualFeatures {
        /** The fused vectors of eq. 1, as in eq. 3 and 4. */
        FUSED(Matern52.isotropic(1, 1)),
        /** The graph embedding x^G of eq. 8: the fused vector keeps of a graph what mattered on other tasks, x^G all of it. */
        GRAPH(Matern52.isotropic(1, 20)),
        /** The one-hot operations of cells; graphs that are no cells cannot be observed, and no gradient goes through it. */
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

    /** Checks that there are parameters. */
    public Conditioning {
        if (!refit && deviations != ResidualFeatures.FUSED) {
            throw new IllegalArgumentException("deviations " + deviations + " without refit: meta-training leaves the parameters of the "
                    + "kernel on fused vectors only; take FUSED, or refit");
        }
    }

    /** Eq. 3 and 4: the kernel on fused vectors, with the parameters that meta-training left. */
    public static Conditioning paper() {
        return new Conditioning(ResidualFeatures.FUSED, false);
    }

    /** The kernel on graph embeddings, fitted to the observations. */
    public static Conditioning standard() {
        return new Conditioning(ResidualFeatures.GRAPH, true);
    }
}
