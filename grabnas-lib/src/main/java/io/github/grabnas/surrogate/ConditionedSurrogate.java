package io.github.grabnas.surrogate;

import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.surrogate.DeepKernelSurrogate.PriorMean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The surrogate after some observations on the target: {@code π(x) = level + unit m(x) + f(x)} with the
 * prior mean m and a Gaussian process f that is conditioned on what the observations deviate by.
 *
 * <p>The unit says how many points of accuracy a standardised unit of the prior is; it is chosen such that
 * the spread of the observed accuracies is the one that prior and kernel expect, since datasets differ
 * in how far good and bad cells lie apart. With a prior mean, the level is the median of what the prior
 * leaves unexplained, and deviations beyond three units count as three: one failed cell among the
 * observed says nothing about the good ones. With {@link PriorMean#ZERO} the level is the mean, the
 * unit is not bounded, and nothing is held back.
 */
public final class ConditionedSurrogate {

    /** One failed cell among the observed would blow the unit up. */
    private static final double LARGEST_UNIT = 0.5;
    private static final double LARGEST_DEVIATION = 3;
    private static final double FIRST_NOISE = 1e-2;

    private final DeepKernelSurrogate surrogate;
    private final Conditioning conditioning;
    private final double level;
    private final double unit;
    private final GaussianProcess process;

    private ConditionedSurrogate(DeepKernelSurrogate surrogate, Conditioning conditioning, double level, double unit,
                                 GaussianProcess process) {
        this.surrogate = surrogate;
        this.conditioning = conditioning;
        this.level = level;
        this.unit = unit;
        this.process = process;
    }

    /**
     * Conditions.
     *
     * @param before whose kernel parameters are kept; where there is none, they are fitted if the conditioning says so
     */
    static ConditionedSurrogate of(DeepKernelSurrogate surrogate, Conditioning conditioning, List<Observation> support,
                                   Optional<ConditionedSurrogate> before) {
        double[] accuracies = support.stream().mapToDouble(Observation::accuracy).toArray();
        Matrix fused = surrogate.fuse(DeepKernelSurrogate.latentsOf(support));
        double[] priors = surrogate.priorMeans(fused);
        boolean priorObservations = surrogate.priorMean() == PriorMean.META_LEARNED;
        double estimated = surrogate.unit(fused, priors, accuracies);
        double unit = priorObservations ? Math.min(estimated, LARGEST_UNIT * surrogate.checkpoint().scale()) : estimated;
        double[] rest = new double[accuracies.length];
        Arrays.setAll(rest, i -> accuracies[i] - unit * priors[i]);
        double level = priorObservations ? median(rest) : Arrays.stream(rest).average().orElseThrow();
        double[] deviations = Arrays.stream(rest).map(r -> priorObservations
                ? Math.max(-LARGEST_DEVIATION, Math.min(LARGEST_DEVIATION, (r - level) / unit)) : (r - level) / unit).toArray();
        Matrix points = surrogate.vectors(conditioning.deviations(), support);
        return new ConditionedSurrogate(surrogate, conditioning, level, unit,
                process(surrogate, conditioning, points, deviations, before));
    }

    private static GaussianProcess process(DeepKernelSurrogate surrogate, Conditioning conditioning, Matrix points,
                                           double[] deviations, Optional<ConditionedSurrogate> before) {
        if (!conditioning.refit()) {
            return GaussianProcess.conditionStandardised(surrogate.kernel(), surrogate.noise(), points, deviations);
        }
        if (before.isPresent()) {
            GaussianProcess fitted = before.get().process;
            return GaussianProcess.condition(fitted.kernel(), fitted.noiseVariance(), points, deviations);
        }
        Kernel start = conditioning.deviations() == Conditioning.ResidualFeatures.FUSED ? surrogate.kernel()
                : conditioning.deviations().start();
        return MarginalLikelihoodFit.defaults().fit(start, FIRST_NOISE, points, deviations);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** How observations entered. */
    public Conditioning conditioning() {
        return conditioning;
    }

    /** The Gaussian process of the deviations from the prior mean, in units. */
    public GaussianProcess process() {
        return process;
    }

    /** How many points of accuracy a unit is. */
    public double unit() {
        return unit;
    }

    /** An accuracy in percent, of a deviation in units and a prior mean. */
    double accuracy(double standardDeviation, double prior) {
        return level + unit * (standardDeviation + prior);
    }

    /** A variance in points of accuracy squared, of one in units squared. */
    double variance(double variance) {
        return variance * unit * unit;
    }

    /**
     * The posterior mean μ at a graph embedding, in percent (eq. 3).
     *
     * @throws IllegalStateException as {@link #meanGradient}
     */
    public double mean(double... latent) {
        return surrogate.mean(this, latent);
    }

    /**
     * The gradient of the posterior mean with respect to the graph embedding, in percent (the gradient of
     * eq. 6), through the fusion of eq. 1.
     *
     * @throws IllegalStateException if the deviations are told apart by {@link Conditioning.ResidualFeatures#OPERATIONS}
     */
    public double[] meanGradient(double... latent) {
        return surrogate.meanGradient(this, latent);
    }
}
