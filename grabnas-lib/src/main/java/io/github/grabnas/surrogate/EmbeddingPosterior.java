package io.github.grabnas.surrogate;

import io.github.grabnas.gp.MeanAndGradient;

/** A posterior over a latent space of graphs: its mean at any vector, and the gradient of the mean there. */
public interface EmbeddingPosterior extends SurrogatePosterior {

    /**
     * The posterior mean μ at a graph embedding (eq. 3), in the unit of the observations, and its gradient with respect
     * to the embedding (the gradient of eq. 6).
     */
    MeanAndGradient meanAndGradient(double... embedding);

    /** The posterior mean alone. */
    default double mean(double... embedding) {
        return meanAndGradient(embedding).mean();
    }

    /**
     * How many units of the observations one standardised unit is. A step along the gradient is measured in
     * standardised units, so that one rate serves targets whose accuracies lie a point apart and targets on which they
     * lie ten apart.
     */
    double outputScale();

    /**
     * The length of the latent space: how far apart two architectures that differ little are, such as cells that differ
     * in one operation. A step along the gradient is measured by it, so that one rate serves every encoder.
     *
     * @return 1 unless the surrogate knows better
     */
    default double neighbourDistance() {
        return 1;
    }
}
