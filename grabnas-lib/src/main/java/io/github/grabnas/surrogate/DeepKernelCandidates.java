package io.github.grabnas.surrogate;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The architectures among which a search chooses, embedded and fused once (Algorithm 1, lines 2 and 3), when they are
 * first needed: the initial cells are evaluated without. The posterior at all of them is kept up to date while
 * observations arrive; so an object is for one search at a time.
 */
public final class DeepKernelCandidates implements Candidates {

    private final DeepKernelSurrogate surrogate;
    private final List<Architecture> architectures;
    private final Memoized<Matrix> embeddings;
    private final Memoized<Matrix> fused;
    private final Memoized<Matrix> basis;
    private final Map<ResidualFeatures, CandidatePosterior> posteriors = new EnumMap<>(ResidualFeatures.class);

    DeepKernelCandidates(DeepKernelSurrogate surrogate, List<? extends Architecture> architectures) {
        this.surrogate = surrogate;
        this.architectures = List.copyOf(architectures);
        this.embeddings = new Memoized<>(() -> surrogate.embed(this.architectures));
        this.fused = new Memoized<>(() -> surrogate.fuse(embeddings()));
        this.basis = new Memoized<>(() -> surrogate.basis(fused()));
    }

    private DeepKernelCandidates(DeepKernelCandidates other) {
        this.surrogate = other.surrogate;
        this.architectures = other.architectures;
        this.embeddings = other.embeddings;
        this.fused = other.fused;
        this.basis = other.basis;
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
        return embeddings.get();
    }

    @Override
    public Optional<Matrix> embedding(int candidate) {
        return Optional.of(embeddings().selectRows(candidate));
    }

    /** The fused vectors of eq. 1, one row each. */
    public Matrix fused() {
        return fused.get();
    }

    /** The prior means before any observation, in standard deviations of the tuples' targets; a new array. */
    public double[] priorMeans() {
        return PriorBasis.averages(basis());
    }

    /** What other datasets teach of each candidate ({@link DeepKernelSurrogate#basisNames()}), one row each. */
    public Matrix basis() {
        return basis.get();
    }

    /** What keeps the posterior at all candidates up to date. */
    CandidatePosterior posterior(ResidualFeatures features) {
        return posteriors.computeIfAbsent(
                features, f -> new CandidatePosterior(surrogate.features(f, architectures, embeddings())));
    }
}
