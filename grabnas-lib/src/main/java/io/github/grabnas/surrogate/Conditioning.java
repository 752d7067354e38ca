package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.TrendFit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a target's observations enter a {@link DeepKernelSurrogate}: what the prior mean leaves of them follows a
 * Gaussian process on certain features of the architectures, and the weight of the prior mean is inferred.
 *
 * @param residualFeatures on which features
 * @param refit whether the kernel's hyper-parameters and the noise are fitted to the observations; otherwise they are
 *     those of meta-training, which exist for {@link ResidualFeatures#FUSED} alone
 * @param doubt the standard deviation of the weight of the prior mean before anything was observed
 *     ({@link io.github.grabnas.gp.TrendPrior}): with 0 the prior mean is never doubted, with 1 it may well be worth
 *     nothing
 */
public record Conditioning(ResidualFeatures residualFeatures, boolean refit, double doubt) {

    /** What distinguishes architectures in their residuals. */
    public enum ResidualFeatures {
        /** The fused vectors of eq. 1; length-scales are multiples of the one of meta-training. */
        FUSED(0.125, 0.25, 0.5, 1, 2, 4),
        /**
         * The graph embedding x^G of eq. 8: the fused vector keeps of a graph what mattered on other tasks, x^G all of
         * it. Length-scales are multiples of the distance of neighbouring cells
         * ({@link DeepKernelSurrogate#neighbourDistance()}), 1 at least: a shorter one cannot be told from noise, and
         * the posterior mean would be the prior mean with a spike at each observation.
         */
        GRAPH(1, 1.5, 2.5, 4, 7, 12, 20),
        /**
         * The one-hot operations of cells; other graphs cannot be observed, and the mean has no gradient along
         * embeddings.
         */
        OPERATIONS(1, 1.5, 2.2, 3.3, 5, 7, 10);

        private final List<Double> multiples;

        ResidualFeatures(double... multiples) {
            this.multiples = Arrays.stream(multiples).boxed().toList();
        }

        /** The fit of kernel and noise. */
        TrendFit fit(DeepKernelSurrogate surrogate) {
            double unit = switch (this) {
                case FUSED ->
                    surrogate.kernel().hyperparameters().lengthScales().get(0);
                case GRAPH -> surrogate.neighbourDistance();
                case OPERATIONS -> 1;
            };
            return new TrendFit(multiples.stream().map(m -> m * unit).toList());
        }

        /** The kind of kernel that is fitted: that of meta-training where its features are, else Matérn-5/2. */
        Kernel kind(DeepKernelSurrogate surrogate) {
            return this == FUSED ? surrogate.kernel() : Matern52.isotropic(1, 1);
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
        if (!(doubt >= 0) || Double.isInfinite(doubt)) {
            throw new IllegalArgumentException("doubt " + doubt + ": expected a standard deviation, 0 or more");
        }
    }

    /** With the default doubt, 1. */
    public Conditioning(ResidualFeatures residualFeatures, boolean refit) {
        this(residualFeatures, refit, 1);
    }

    /**
     * The kernel on fused vectors with the hyper-parameters of meta-training. With {@link PriorMean#ZERO}, and only
     * then, this is eq. 3 and 4 as printed; with a meta-learned prior mean it is that mean plus the residuals' process.
     */
    public static Conditioning paper() {
        return new Conditioning(ResidualFeatures.FUSED, false);
    }

    /** The default: the kernel on graph embeddings, fitted to the observations, and a prior mean that is doubted. */
    public static Conditioning standard() {
        return new Conditioning(ResidualFeatures.GRAPH, true);
    }

    /** The same with another doubt. */
    public Conditioning withDoubt(double other) {
        return new Conditioning(residualFeatures, refit, other);
    }
}
