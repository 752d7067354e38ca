package io.github.grabnas.surrogate;

import io.github.grabnas.nn.settransformer.DatasetSample;

/**
 * What was learnt on other datasets, for one target: where the meta-trained searches take their networks
 * from. Each seed of a search has its own draw of the target's instances, and one of several trainings.
 *
 * <p>The methods throw {@link java.io.UncheckedIOException} if a file cannot be read.
 */
public interface MetaLearnedModels {

    /** The meta-trained surrogate for a seed. */
    MetaCheckpoint surrogate(long seed);

    /** The graph encoder of {@link #surrogate} with the decoder that was trained for it. */
    GraphAutoencoder autoencoder(long seed);

    /** The meta-trained generator and predictor of MetaD2A for a seed. */
    MetaD2aCheckpoint generator(long seed);

    /** Instances of the target's classes, drawn by the seed. */
    DatasetSample dataset(long seed);

    /** For searches that know nothing of other datasets; every question is refused. */
    static MetaLearnedModels none() {
        return new MetaLearnedModels() {

            @Override
            public MetaCheckpoint surrogate(long seed) {
                throw refused();
            }

            @Override
            public GraphAutoencoder autoencoder(long seed) {
                throw refused();
            }

            @Override
            public MetaD2aCheckpoint generator(long seed) {
                throw refused();
            }

            @Override
            public DatasetSample dataset(long seed) {
                throw refused();
            }

            private IllegalArgumentException refused() {
                return new IllegalArgumentException("the search needs what was learnt on other datasets, but its problem has "
                        + "none; make the problem with a MetaKnowledge, such as ShippedKnowledge.of(target)");
            }
        };
    }
}
