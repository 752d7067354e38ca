package io.github.grabnas.search;

import java.util.Locale;

/** How a search came to evaluate an architecture. */
public enum CandidateSource {
    /** It was in the support set from which the search started. */
    INITIAL,
    /** It maximised the acquisition function. */
    BO,
    /** It was decoded from an embedding that gradient ascent had moved. */
    GRADIENT,
    /** It was drawn at random. */
    RANDOM,
    /** It was mutated from another one. */
    MUTATION,
    /** A generator proposed it. */
    GENERATED,
    /** It was derived from a trained supernet. */
    DERIVED;

    /** The name in files, such as {@code initial}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
