package io.github.grabnas.evaluate;

/** The result of an {@link ArchitectureEvaluator}. */
public sealed interface Evaluation {

    /**
     * A measured architecture.
     *
     * @param accuracy the score that a search maximises: test accuracy in percent, unless the evaluator's
     *     {@link Quantity} is another
     */
    record Measured(double accuracy) implements Evaluation {

        /** Checks that the number is finite. */
        public Measured {
            if (!Double.isFinite(accuracy)) {
                throw new IllegalArgumentException("measured " + accuracy + ": expected a finite number");
            }
        }
    }

    /**
     * No number: for a novel architecture that a table does not hold, or a graph that is no architecture.
     *
     * @param reason why, in words
     */
    record Unanswered(String reason) implements Evaluation {}
}
