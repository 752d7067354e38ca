package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One evaluated architecture of a search.
 *
 * @param evaluation which evaluation of the search it was, from 1
 * @param architecture what was evaluated
 * @param origin how the search came to it
 * @param accuracy what was measured, the larger the better: accuracy in percent, unless the evaluator's
 *     {@link io.github.grabnas.evaluate.Quantity} is another
 * @param bestSoFar the best of these up to and including this evaluation
 * @param testAccuracy what is reported of the architecture, where that is known apart from what the search saw
 */
public record Trial(
        int evaluation,
        Architecture architecture,
        CandidateSource origin,
        double accuracy,
        double bestSoFar,
        OptionalDouble testAccuracy) {

    /** Checks that nothing is missing. */
    public Trial {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(testAccuracy, "testAccuracy");
    }

    /** A trial of which nothing else is reported. */
    public Trial(int evaluation, Architecture architecture, CandidateSource origin, double accuracy, double bestSoFar) {
        this(evaluation, architecture, origin, accuracy, bestSoFar, OptionalDouble.empty());
    }
}
