/**
 * Searches for a good architecture under a budget of evaluations, all behind one interface.
 *
 * <p>An {@link io.github.grabnas.search.ArchitectureSearch} is taken step by step; each step is a
 * record of what the search saw and did, and of the
 * {@link io.github.grabnas.search.Trial}s it made. The same code runs the whole search. A
 * {@link io.github.grabnas.search.SearchProblem} says where to search, whom to ask, how often, and
 * with which seed, and where knowledge of other datasets comes from.
 *
 * <p>{@link io.github.grabnas.search.GrabNas} is the method, Algorithm 1; each of its iterations holds posterior, choice, and the
 * {@link io.github.grabnas.search.Refinement} with the path of the {@link io.github.grabnas.search.LatentGradientAscent}.
 */
package io.github.grabnas.search;
