package io.github.grabnas.surrogate;

import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@link DeepKernelSurrogate} after some observations on the target: {@code π(x) = outputOffset + outputScale (m(x) +
 * f(x))} with the prior mean m and a Gaussian process f that is conditioned on the residuals of the observations.
 *
 * <p>The output scale is how many units of the observations one standardised unit is. It is chosen such that the spread
 * of the observed accuracies is the one that prior mean and kernel expect, since datasets differ in how far good and
 * bad cells lie apart. With {@link PriorMean#META_LEARNED} the output offset is the median of what the prior mean
 * leaves unexplained, and a residual beyond three standardised units counts as three: one failed cell among the
 * observed contains no information about the good ones. With {@link PriorMean#ZERO} the offset is the mean, the scale
 * is not bounded, and residuals are not clipped.
 */
public final class DeepKernelPosterior implements EmbeddingPosterior, SampledPosterior {

    private static final double LARGEST_RESIDUAL = 3;
    private static final double INITIAL_NOISE = 1e-2;

    private final DeepKernelSurrogate surrogate;
    private final double outputOffset;
    private final double outputScale;
    private final GaussianProcess process;

    private DeepKernelPosterior(
            DeepKernelSurrogate surrogate, double outputOffset, double outputScale, GaussianProcess process) {
        this.surrogate = surrogate;
        this.outputOffset = outputOffset;
        this.outputScale = outputScale;
        this.process = process;
    }

    /**
     * Conditions.
     *
     * @param before whose kernel hyper-parameters are kept; where there is none, they are fitted if the conditioning
     *     says so
     */
    static DeepKernelPosterior of(
            DeepKernelSurrogate surrogate, List<Observation> support, Optional<DeepKernelPosterior> before) {
        if (support.isEmpty()) {
            throw new IllegalArgumentException("no observations: expected at least one");
        }
        double[] accuracies =
                support.stream().mapToDouble(Observation::accuracy).toArray();
        Matrix embeddings = surrogate.embeddings(support);
        Matrix fused = surrogate.fuse(embeddings);
        double[] priorMeans = surrogate.observedPriorMeans(embeddings);
        boolean metaLearned = surrogate.priorMean() == PriorMean.META_LEARNED;
        double outputScale = surrogate.outputScale(fused, priorMeans, accuracies);
        double[] unexplained = new double[accuracies.length];
        Arrays.setAll(unexplained, i -> accuracies[i] - outputScale * priorMeans[i]);
        double offset = metaLearned
                ? median(unexplained)
                : Arrays.stream(unexplained).average().orElseThrow();
        double[] residuals = Arrays.stream(unexplained)
                .map(u -> metaLearned
                        ? Math.max(-LARGEST_RESIDUAL, Math.min(LARGEST_RESIDUAL, (u - offset) / outputScale))
                        : (u - offset) / outputScale)
                .toArray();
        List<Architecture> architectures =
                support.stream().map(Observation::architecture).toList();
        Matrix features = surrogate.features(surrogate.conditioning().residualFeatures(), architectures, embeddings);
        return new DeepKernelPosterior(surrogate, offset, outputScale, process(surrogate, features, residuals, before));
    }

    private static GaussianProcess process(
            DeepKernelSurrogate surrogate, Matrix features, double[] residuals, Optional<DeepKernelPosterior> before) {
        Conditioning conditioning = surrogate.conditioning();
        if (!conditioning.refit()) {
            return GaussianProcess.conditionStandardised(surrogate.kernel(), surrogate.noise(), features, residuals);
        }
        if (before.isPresent()) {
            GaussianProcess fitted = before.get().process;
            return GaussianProcess.condition(fitted.kernel(), fitted.noiseVariance(), features, residuals);
        }
        ResidualFeatures on = conditioning.residualFeatures();
        Kernel start = on == ResidualFeatures.FUSED ? surrogate.kernel() : on.start(surrogate);
        return on.fit(surrogate).fit(start, INITIAL_NOISE, features, residuals);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The surrogate that was conditioned. */
    public DeepKernelSurrogate surrogate() {
        return surrogate;
    }

    /** The Gaussian process of the residuals, in standardised units. */
    public GaussianProcess process() {
        return process;
    }

    @Override
    public double outputScale() {
        return outputScale;
    }

    @Override
    public double neighbourDistance() {
        return surrogate.neighbourDistance();
    }

    /** The value, in the unit of the observations, at which prior mean and residual are zero. */
    public double outputOffset() {
        return outputOffset;
    }

    @Override
    public Prediction predict(Candidates candidates) {
        DeepKernelCandidates encoded = encoded(candidates);
        Prediction residuals = encoded.residuals(surrogate.conditioning().residualFeatures(), process);
        double[] means = new double[candidates.count()];
        double[] variances = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = accuracy(residuals.mean(i), encoded.priorMean(i));
            variances[i] = residuals.variance(i) * outputScale * outputScale;
        }
        return Prediction.of(means, variances);
    }

    @Override
    public double[] sample(Candidates candidates, long seed) {
        DeepKernelCandidates encoded = encoded(candidates);
        double[] values = encoded.sample(surrogate.conditioning().residualFeatures(), process, seed);
        Arrays.setAll(values, i -> accuracy(values[i], encoded.priorMean(i)));
        return values;
    }

    private DeepKernelCandidates encoded(Candidates candidates) {
        if (!(candidates instanceof DeepKernelCandidates encoded)
                || !encoded.surrogate().encodesAs(surrogate)) {
            throw new IllegalArgumentException(
                    "the candidates were encoded by another surrogate; encode them with this one");
        }
        return encoded;
    }

    /** The value of a residual and a prior mean, both in standardised units. */
    private double accuracy(double residual, double priorMean) {
        return outputOffset + outputScale * (residual + priorMean);
    }

    /**
     * {@inheritDoc} The gradient passes through prior mean and fusion (eq. 1), and through the residuals.
     *
     * @throws IllegalStateException if the residuals are on {@link ResidualFeatures#OPERATIONS}
     */
    @Override
    public MeanAndGradient meanAndGradient(double... embedding) {
        boolean fusedResiduals = differentiableFeatures() == ResidualFeatures.FUSED;
        MeanAndGradient standardised = surrogate.meanAndGradient(
                embedding, fused -> process.meanAndGradient(fusedResiduals ? fused : embedding), fusedResiduals);
        double[] gradient = standardised.gradient();
        Arrays.setAll(gradient, j -> outputScale * gradient[j]);
        return new MeanAndGradient(outputOffset + outputScale * standardised.mean(), gradient);
    }

    private ResidualFeatures differentiableFeatures() {
        ResidualFeatures features = surrogate.conditioning().residualFeatures();
        if (features == ResidualFeatures.OPERATIONS) {
            throw new IllegalStateException(
                    "residuals on one-hot operations do not depend on a graph embedding; take FUSED or GRAPH");
        }
        return features;
    }
}
