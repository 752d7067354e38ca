package io.github.grabnas.search;

/**
 * What a {@link GrabNas} does in an iteration beside Bayesian optimisation: it looks at the support set, may evaluate
 * architectures through {@link SupportSet#observe}, in the space or beyond it, and returns a record of what it did.
 */
public interface Exploration {

    /**
     * One exploration.
     *
     * @param support what was observed so far; what the exploration evaluates joins it
     * @param iteration t, from 1; with the problem's seed it decides every random choice
     */
    SearchStep explore(SupportSet support, int iteration);
}
