package io.github.grabnas.surrogate;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cells among which a search chooses, encoded and fused once (Algorithm 1, lines 2 and 3). Predictions
 * for all of them are kept up to date while observations arrive; so an object is for one search at a time.
 */
public final class SurrogateCandidates {

    private final DeepKernelSurrogate surrogate;
    private final List<Cell> cells;
    private final Matrix latents;
    private final Matrix fused;
    private final double[] priors;
    private final Map<ResidualFeatures, CandidatePosterior> posteriors = new EnumMap<>(ResidualFeatures.class);

    SurrogateCandidates(DeepKernelSurrogate surrogate, List<Cell> cells) {
        this.surrogate = surrogate;
        this.cells = List.copyOf(cells);
        this.latents = surrogate.latents(cells);
        this.fused = surrogate.fuse(latents);
        this.priors = surrogate.priorMeans(fused);
    }

    /** The same cells, for another search: what was encoded is shared, what is kept up to date is not. */
    private SurrogateCandidates(SurrogateCandidates other) {
        this.surrogate = other.surrogate;
        this.cells = other.cells;
        this.latents = other.latents;
        this.fused = other.fused;
        this.priors = other.priors;
    }

    /** The same candidates for another search. */
    public SurrogateCandidates fresh() {
        return new SurrogateCandidates(this);
    }

    /** The surrogate that encoded them. */
    public DeepKernelSurrogate surrogate() {
        return surrogate;
    }

    /** The cells, in the order of every prediction. */
    public List<Cell> cells() {
        return cells;
    }

    /** Their graph embeddings, one row each. */
    public Matrix latents() {
        return latents;
    }

    /** Their fused vectors. */
    public Matrix fused() {
        return fused;
    }

    /** What is expected of them before any observation, in standard deviations of the tuples' targets; a new array. */
    public double[] priors() {
        return priors.clone();
    }

    /** The posterior at all candidates, in percent. */
    public Prediction predict(ConditionedSurrogate conditioned) {
        ResidualFeatures deviations = conditioned.conditioning().deviations();
        Prediction posterior = posteriors.computeIfAbsent(deviations,
                d -> new CandidatePosterior(surrogate.vectors(d, cells, latents))).update(conditioned.process());
        double[] means = new double[priors.length];
        double[] variances = new double[priors.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = conditioned.accuracy(posterior.mean(i), priors[i]);
            variances[i] = conditioned.variance(posterior.variance(i));
        }
        return Prediction.of(means, variances);
    }
}
