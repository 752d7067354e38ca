package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * The same as the kind of candidates that a surrogate encodes.
     *
     * @throws IllegalArgumentException if they are of another kind
     */
    default <C extends Candidates> C encodedAs(Class<C> kind) {
        return encodedAs(kind, any -> true);
    }

    /**
     * The same for a surrogate that must tell its candidates from those of others of its kind.
     *
     * @param byThis whether candidates of the kind are this surrogate's
     * @throws IllegalArgumentException if they are of another kind or another surrogate
     */
    default <C extends Candidates> C encodedAs(Class<C> kind, Predicate<C> byThis) {
        return Optional.of(this)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(byThis)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the candidates were encoded by another surrogate; encode them with this one"));
    }

    /** Candidates that are not encoded: for a surrogate that works on the architectures themselves. */
    static Candidates of(List<? extends Architecture> architectures) {
        List<Architecture> copy = List.copyOf(architectures);
        return () -> copy;
    }
}
