package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.Optional;

/**
 * The architectures among which a search chooses, as a {@link Surrogate} encodes them once. An object may keep a
 * posterior up to date while observations arrive, so it is for one search at a time.
 */
public interface Candidates {

    /** The architectures, in the order of every {@link io.github.grabnas.gp.Prediction}. */
    List<Architecture> architectures();

    /** The number of architectures. */
    default int count() {
        return architectures().size();
    }

    /** The graph embedding of a candidate, one row; empty where the surrogate has no latent space. */
    default Optional<Matrix> embedding(int candidate) {
        return Optional.empty();
    }

    /** Candidates that are not encoded: for a surrogate that works on the architectures themselves. */
    static Candidates of(List<? extends Architecture> architectures) {
        List<Architecture> copy = List.copyOf(architectures);
        return () -> copy;
    }
}
