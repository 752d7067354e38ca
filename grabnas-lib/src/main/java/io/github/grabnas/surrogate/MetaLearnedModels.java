package io.github.grabnas.surrogate;

import io.github.grabnas.nn.settransformer.DatasetSample;

import java.util.Map;
import java.util.Optional;

/**
 * The models that were meta-trained on other datasets, for a search on one target. Each seed of a search has one of
 * several trainings, and its own draw of the target's images.
 *
 * <p>The methods throw {@link java.io.UncheckedIOException} if a file cannot be read.
 */
public interface MetaLearnedModels {

    /** The meta-trained surrogate for a seed. */
    MetaCheckpoint surrogate(long seed);

    /** The graph encoder of {@link #surrogate}, weight for weight, with the decoder that was trained for it. */
    GraphAutoencoder autoencoder(long seed);

    /** The meta-trained generator and predictor of MetaD2A for a seed. */
    MetaD2aCheckpoint generator(long seed);

    /**
     * Images of the target's classes, drawn by the seed; empty for a target without images, for which models take the
     * mean dataset embedding of the meta-training tasks.
     */
    Optional<DatasetSample> dataset(long seed);

    /**
     * The SHA-256, or another digest, of each part that decides what the models say, by name. Kept searches are taken
     * for those of other models if this stays the same.
     */
    default Map<String, String> checksums() {
        return Map.of();
    }

    /** For searches that use no other datasets; every method throws {@link IllegalArgumentException}. */
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
            public Optional<DatasetSample> dataset(long seed) {
                throw refused();
            }

            private IllegalArgumentException refused() {
                return new IllegalArgumentException(
                        "the search needs models that were meta-trained on other datasets, but its "
                                + "problem has none; make the problem with a MetaLearnedModels, such as "
                                + "PretrainedModels.of(target)");
            }
        };
    }
}
