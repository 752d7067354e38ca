package io.github.grabnas.surrogate;

import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.gp.TrendFit;
import io.github.grabnas.gp.TrendGaussianProcess;
import io.github.grabnas.gp.TrendPrior;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@link DeepKernelSurrogate} after some observations on the target:
 *
 * <pre>
 * accuracy(x) = offset + outputScale (Σ_j β_j m_j(x) + f(x) + noise)
 * </pre>
 *
 * <p>The m_j are what other datasets teach ({@link DeepKernelSurrogate#priorMeans(Matrix)}), f is a Gaussian process.
 * How much the m_j are worth on this target, their weights β, is inferred from the observations, as are offset and
 * output scale ({@link TrendGaussianProcess}): they begin at a sum of 1, give or take {@link Conditioning#doubt()}, and
 * go to 0 where the target contradicts. Initial cells with equal accuracies make the output scale small: the accuracies
 * of all other cells are then predicted to be nearly the same, and with nearly no doubt.
 *
 * <p>With {@link PriorMean#ZERO} and {@link Conditioning#paper()} it is eqs. 3 and 4 as printed: nothing is inferred
 * but f, on accuracies less their mean, in the unit in which they spread as the kernel expects.
 *
 * <p>Otherwise, observations far below the median are drawn towards it ({@link LowTail}), and predictions are on that
 * scale. In percent the output scale's prior is around the tuples' standard deviation, in other units around the
 * observations'.
 */
public final class DeepKernelPosterior implements EmbeddingPosterior, SampledPosterior {

    private final DeepKernelSurrogate surrogate;
    private final TrendGaussianProcess process;
    private final LowTail tail;

    private DeepKernelPosterior(DeepKernelSurrogate surrogate, TrendGaussianProcess process, LowTail tail) {
        this.surrogate = surrogate;
        this.process = process;
        this.tail = tail;
    }

    /**
     * Conditions.
     *
     * @param before whose kernel and noise are kept, or from which their fit begins
     * @param keep whether they are kept
     */
    static DeepKernelPosterior of(
            DeepKernelSurrogate surrogate,
            List<Observation> support,
            Optional<DeepKernelPosterior> before,
            boolean keep) {
        if (support.isEmpty()) {
            throw new IllegalArgumentException("no observations: expected at least one");
        }
        double[] accuracies =
                support.stream().mapToDouble(Observation::accuracy).toArray();
        if (surrogate.isAsPrinted()) {
            return asPrinted(surrogate, surrogate.embeddings(support), accuracies);
        }
        LowTail tail = surrogate.unit().lowTail(accuracies);
        List<Double> targets =
                Arrays.stream(accuracies).map(tail::compress).boxed().toList();
        List<Architecture> architectures =
                support.stream().map(Observation::architecture).toList();
        Matrix embeddings = surrogate.embeddings(support);
        Conditioning conditioning = surrogate.conditioning();
        TrendFit.Data data = new TrendFit.Data(
                surrogate.features(conditioning.residualFeatures(), architectures, embeddings),
                surrogate.observedBasis(embeddings),
                new TrendPrior(1, conditioning.doubt()),
                surrogate.unit().outputScale(targets),
                targets);
        return new DeepKernelPosterior(surrogate, process(surrogate, data, before, keep), tail);
    }

    /** Eqs. 3 and 4, in a unit in which the accuracies spread as the kernel expects. */
    private static DeepKernelPosterior asPrinted(
            DeepKernelSurrogate surrogate, Matrix embeddings, double... accuracies) {
        Matrix fused = surrogate.fuse(embeddings);
        return new DeepKernelPosterior(
                surrogate,
                TrendGaussianProcess.standardised(
                        surrogate.kernel(),
                        surrogate.noise(),
                        fused,
                        surrogate.spreadRatio(fused, accuracies),
                        accuracies),
                LowTail.NONE);
    }

    private static TrendGaussianProcess process(
            DeepKernelSurrogate surrogate, TrendFit.Data data, Optional<DeepKernelPosterior> before, boolean keep) {
        Conditioning conditioning = surrogate.conditioning();
        if (!conditioning.refit()) {
            return data.condition(surrogate.kernel(), surrogate.noise());
        }
        ResidualFeatures on = conditioning.residualFeatures();
        if (before.isEmpty()) {
            return on.fit(surrogate).fit(on.kind(surrogate), data);
        }
        TrendGaussianProcess earlier = before.get().process;
        return keep
                ? data.condition(
                        earlier.residuals().kernel(), earlier.residuals().noiseVariance())
                : on.fit(surrogate).refit(earlier, data);
    }

    /** The surrogate that was conditioned. */
    public DeepKernelSurrogate surrogate() {
        return surrogate;
    }

    /** The Gaussian process f of what the prior mean leaves, in output scales. */
    public GaussianProcess process() {
        return process.residuals();
    }

    /** β, in the order of {@link DeepKernelSurrogate#basisNames()}; a new array. */
    public double[] priorWeights() {
        return process.trendWeights();
    }

    /** The variance of the noise of one observation, in squared units of the observations. */
    public double noiseVariance() {
        return process.noiseVariance();
    }

    /**
     * An accuracy as it is read: one far below the median of the observations is drawn towards it, as predictions are.
     */
    public double read(double accuracy) {
        return tail.compress(accuracy);
    }

    /** {@inheritDoc} Here the accuracy that is {@linkplain #read read} as the mean. */
    @Override
    public double observationOf(double mean) {
        return tail.expand(mean);
    }

    @Override
    public double outputScale() {
        return process.outputScale();
    }

    @Override
    public double neighbourDistance() {
        return surrogate.neighbourDistance();
    }

    @Override
    public Prediction predict(Candidates candidates) {
        DeepKernelCandidates encoded = encoded(candidates);
        return process.predict(encoded.posterior(surrogate.conditioning().residualFeatures()), encoded.basis());
    }

    /** {@inheritDoc} The weights β and the offset are drawn together with f. */
    @Override
    public double[] sample(Candidates candidates, long seed) {
        DeepKernelCandidates encoded = encoded(candidates);
        return process.sample(encoded.posterior(surrogate.conditioning().residualFeatures()), encoded.basis(), seed);
    }

    private DeepKernelCandidates encoded(Candidates candidates) {
        return candidates.encodedAs(
                DeepKernelCandidates.class, encoded -> encoded.surrogate().encodesAs(surrogate));
    }

    /**
     * {@inheritDoc} The gradient passes through prior mean and fusion (eq. 1), and through the residuals.
     *
     * @throws IllegalStateException if the residuals are on {@link ResidualFeatures#OPERATIONS}
     */
    @Override
    public MeanAndGradient meanAndGradient(double... embedding) {
        boolean fusedResiduals = differentiableFeatures() == ResidualFeatures.FUSED;
        DeepKernelSurrogate.BasisGradient at = surrogate.gradient(
                embedding,
                fused -> process.residuals().meanAndGradient(fusedResiduals ? fused : embedding),
                fusedResiduals,
                process.trendWeights());
        double[] gradient = at.gradient();
        double scale = process.outputScale();
        Arrays.setAll(gradient, j -> scale * gradient[j]);
        return new MeanAndGradient(process.mean(at.residual(), at.basis()), gradient);
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
