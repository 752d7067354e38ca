package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;

/**
 * One evaluated architecture of a search.
 *
 * @param evaluation which evaluation of the search it was, from 1
 * @param architecture what was evaluated
 * @param origin how the search came to it
 * @param accuracy what was measured, the larger the better: test accuracy in percent, unless the evaluator's
 *     {@link io.github.grabnas.evaluate.Quantity} is another
 * @param bestSoFar the best of these up to and including this evaluation
 */
public record Trial(
        int evaluation, Architecture architecture, CandidateSource origin, double accuracy, double bestSoFar) {}
