package io.github.grabnas.surrogate;

import io.github.grabnas.space.Architecture;

import java.util.List;

/**
 * A model of what architectures reach on one target. It is conditioned on observations and then predicts others, with
 * its uncertainty. A search takes any implementation:
 *
 * <pre>{@code
 * Surrogate surrogate = new GaussianProcessSurrogate(new OneHotOperations());
 * Candidates candidates = surrogate.encode(space.architectures());
 * Prediction prediction = surrogate.condition(observations).predict(candidates);
 * }</pre>
 *
 * <p>A surrogate itself does not change; what it has seen is in the posterior. {@link #refit} and {@link #update} exist
 * so that a search need not fit hyper-parameters after every observation; an implementation without hyper-parameters
 * leaves them as they are.
 *
 * @see EmbeddingSurrogate for surrogates with a latent space of graphs, in which a gradient can be followed
 */
public interface Surrogate {

    /** The name in tables, such as {@code deep-kernel}. */
    String name();

    /**
     * Encodes architectures once for many predictions.
     *
     * @throws IllegalArgumentException if the surrogate cannot encode one of them; the message names it
     */
    default Candidates encode(List<? extends Architecture> architectures) {
        return Candidates.of(architectures);
    }

    /**
     * The posterior after some observations, at least one; hyper-parameters are fitted to them where there are any to
     * fit.
     */
    SurrogatePosterior condition(List<Observation> observations);

    /**
     * The same; an implementation may begin the fit of its hyper-parameters where an earlier posterior of this
     * surrogate ended.
     */
    default SurrogatePosterior refit(List<Observation> observations, SurrogatePosterior earlier) {
        return condition(observations);
    }

    /** The posterior after other observations with the hyper-parameters of an earlier posterior of this surrogate. */
    default SurrogatePosterior update(List<Observation> observations, SurrogatePosterior earlier) {
        return condition(observations);
    }
}
