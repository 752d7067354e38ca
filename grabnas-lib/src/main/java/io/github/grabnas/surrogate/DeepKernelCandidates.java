package io.github.grabnas.surrogate;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The architectures among which a search chooses, embedded and fused once (Algorithm 1, lines 2 and 3). The posterior
 * at all of them is kept up to date while observations arrive; so an object is for one search at a time.
 */
public final class DeepKernelCandidates implements Candidates {

    private final DeepKernelSurrogate surrogate;
    private final List<Architecture> architectures;
    private final Matrix embeddings;
    private final Matrix fused;
    private final double[] priorMeans;
    private final Map<ResidualFeatures, CandidatePosterior> posteriors = new EnumMap<>(ResidualFeatures.class);

    DeepKernelCandidates(DeepKernelSurrogate surrogate, List<? extends Architecture> architectures) {
        this.surrogate = surrogate;
        this.architectures = List.copyOf(architectures);
        this.embeddings = surrogate.embed(architectures);
        this.fused = surrogate.fuse(embeddings);
        this.priorMeans = surrogate.priorMeans(fused);
    }

    private DeepKernelCandidates(DeepKernelCandidates other) {
        this.surrogate = other.surrogate;
        this.architectures = other.architectures;
        this.embeddings = other.embeddings;
        this.fused = other.fused;
        this.priorMeans = other.priorMeans;
    }

    /** The same candidates for another search: what was encoded is shared, what is kept up to date is not. */
    public DeepKernelCandidates fresh() {
        return new DeepKernelCandidates(this);
    }

    /** The surrogate that encoded them. */
    public DeepKernelSurrogate surrogate() {
        return surrogate;
    }

    @Override
    public List<Architecture> architectures() {
        return architectures;
    }

    /** The graph embeddings x^G, one row each. */
    public Matrix embeddings() {
        return embeddings;
    }

    @Override
    public Optional<Matrix> embedding(int candidate) {
        return Optional.of(embeddings.selectRows(candidate));
    }

    /** The fused vectors of eq. 1, one row each. */
    public Matrix fused() {
        return fused;
    }

    /** The prior means, in standard deviations of the tuples' targets; a new array. */
    public double[] priorMeans() {
        return priorMeans.clone();
    }

    /** The prior mean of one candidate. */
    double priorMean(int candidate) {
        return priorMeans[candidate];
    }

    /** The posterior of the residuals at all candidates, in standardised units. */
    Prediction residuals(ResidualFeatures features, GaussianProcess process) {
        return posterior(features).update(process);
    }

    /** One function drawn from the posterior of the residuals, at all candidates, in standardised units. */
    double[] sample(ResidualFeatures features, GaussianProcess process, long seed) {
        return posterior(features).sample(process, seed);
    }

    private CandidatePosterior posterior(ResidualFeatures features) {
        return posteriors.computeIfAbsent(
                features, f -> new CandidatePosterior(surrogate.features(f, architectures, embeddings)));
    }
}
