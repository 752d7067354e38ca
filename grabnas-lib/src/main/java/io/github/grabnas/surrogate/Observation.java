package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;

import java.util.Objects;
import java.util.Optional;

/**
 * An element of the support set S: an architecture and what was measured on the target.
 *
 * @param architecture what was evaluated
 * @param accuracy what was measured, the larger the better; in percent where it is an accuracy
 * @param embedding where a surrogate with a latent space observes it, one row; for a decoded architecture it may be the
 *     vector from which it was decoded (Algorithm 1, line 17); empty for the embedding that the surrogate's encoder
 *     gives it
 */
public record Observation(Architecture architecture, double accuracy, Optional<Matrix> embedding) {

    /** Checks that the number is finite. */
    public Observation {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(embedding, "embedding");
        if (!Double.isFinite(accuracy)) {
            throw new IllegalArgumentException(
                    "'" + architecture.text() + "' observed with " + accuracy + ": expected a finite number");
        }
    }

    /** An observation at the embedding that the encoder gives. */
    public static Observation of(Architecture architecture, double accuracy) {
        return new Observation(architecture, accuracy, Optional.empty());
    }

    /** The same observed at a vector of the latent space. */
    public Observation at(Matrix place) {
        return new Observation(architecture, accuracy, Optional.of(place));
    }
}
