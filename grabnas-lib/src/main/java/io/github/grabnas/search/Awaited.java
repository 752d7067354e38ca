package io.github.grabnas.search;

import java.util.List;

/**
 * The end of a search of several evaluations at a time that stops before its budget does: nothing more was proposed,
 * and the answers that were missing have come.
 *
 * @param trials those that were answered
 */
public record Awaited(List<Trial> trials) implements SearchStep {

    /** Copies the list. */
    public Awaited {
        trials = List.copyOf(trials);
    }
}
