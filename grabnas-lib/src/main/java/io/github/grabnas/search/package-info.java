/**
 * Searches for a good architecture under a budget of evaluations, all behind one interface.
 *
 * <p>An {@link io.github.grabnas.search.ArchitectureSearch} is taken step by step; each step is a record of what
 * happened, and the same code runs the whole search. A {@link io.github.grabnas.search.SearchProblem} holds the space,
 * the evaluator, the budget, the seed and the meta-learned models.
 * {@link io.github.grabnas.search.BayesianOptimization} is one loop over any surrogate and any acquisition function;
 * {@link io.github.grabnas.search.GrabNas}, Algorithm 1, is that loop and explorations, such as a
 * {@link io.github.grabnas.search.GradientExploration} along a {@link io.github.grabnas.search.LatentGradientAscent}. A
 * {@link io.github.grabnas.search.SearchMethod} is found by its name and has a table of
 * {@link io.github.grabnas.search.Setting}s; one-shot methods are in {@code search.oneshot}.
 */
package io.github.grabnas.search;
