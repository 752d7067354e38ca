package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;

import java.util.List;

/** A surrogate with a latent space of graphs, x^G of eq. 8, along which the posterior mean has a gradient (eq. 6). */
public interface EmbeddingSurrogate extends Surrogate {

    /**
     * The graph embeddings of architectures, one row each.
     *
     * @throws IllegalArgumentException if the encoder cannot encode one of them
     */
    Matrix embed(List<? extends Architecture> architectures);

    @Override
    EmbeddingPosterior condition(List<Observation> observations);

    @Override
    default EmbeddingPosterior refit(List<Observation> observations, SurrogatePosterior earlier) {
        return condition(observations);
    }

    @Override
    default EmbeddingPosterior update(List<Observation> observations, SurrogatePosterior earlier) {
        return condition(observations);
    }
}
