package io.github.grabnas.surrogate;

import io.github.grabnas.gp.MarginalLikelihoodFit;
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
        /** The fused vectors of eq. 1. */
        FUSED(Matern52.isotropic(1, 1)),
        /**
         * The graph embedding x^G of eq. 8: the fused vector keeps of a graph what mattered on other tasks, x^G all of
         * it. The length-scale is fitted between {@value #LEAST} and {@value #MOST} distances of neighbouring cells
         * ({@link DeepKernelSurrogate#neighbourDistance()}): a shorter one cannot be told from noise, and the posterior
         * mean would be the prior mean with a spike at each observation.
         */
        GRAPH(Matern52.isotropic(1, 1)),
        /**
         * The one-hot operations of cells; other graphs cannot be observed, and the mean has no gradient along
         * embeddings.
         */
        OPERATIONS(Matern52.isotropic(1, 2));

        private static final double LEAST = 1;
        private static final double MOST = 20;
        private static final double BEGIN = 1.1;

        private final Matern52 start;

        ResidualFeatures(Matern52 start) {
            this.start = start;
        }

        /**
         * Where the fit of the kernel begins.
         *
         * @param surrogate whose graph embeddings are meant
         */
        Matern52 start(DeepKernelSurrogate surrogate) {
            return this == GRAPH ? Matern52.isotropic(1, BEGIN * surrogate.neighbourDistance()) : start;
        }

        /** Within what the kernel is fitted. */
        MarginalLikelihoodFit fit(DeepKernelSurrogate surrogate) {
            MarginalLikelihoodFit fit = MarginalLikelihoodFit.defaults();
            double unit = this == GRAPH ? surrogate.neighbourDistance() : 0;
            return this == GRAPH ? fit.withLengthScale(LEAST * unit, MOST * unit) : fit;
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

    /**
     * The kernel on fused vectors with the hyper-parameters of meta-training. With {@link PriorMean#ZERO}, and only
     * then, this is eq. 3 and 4 as printed; with a meta-learned prior mean it is that mean plus the residuals' process.
     */
    public static Conditioning paper() {
        return new Conditioning(ResidualFeatures.FUSED, false);
    }

    /** The default: the kernel on graph embeddings, fitted to the residuals. */
    public static Conditioning standard() {
        return new Conditioning(ResidualFeatures.GRAPH, true);
    }
}
