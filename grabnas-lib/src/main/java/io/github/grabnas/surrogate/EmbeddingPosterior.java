package io.github.grabnas.surrogate;

/** A posterior over a latent space of graphs: its mean at any vector, and the gradient of the mean there. */
public interface EmbeddingPosterior extends SurrogatePosterior {

    /** The posterior mean μ at a graph embedding (eq. 3), in the unit of the observations. */
    double mean(double... embedding);

    /** The gradient of the posterior mean with respect to the graph embedding (the gradient of eq. 6), a new array. */
    double[] meanGradient(double... embedding);

    /**
     * How many units of the observations one standardised unit is. A step along the gradient is measured in
     * standardised units, so that
     * one rate serves targets whose accuracies lie a point apart and targets on which they lie ten apart.
     */
    double outputScale();
}
