package io.github.grabnas.evaluate;

/** The answer of an {@link ArchitectureEvaluator}. */
public sealed interface Evaluation {

    /**
     * A measured accuracy.
     *
     * @param accuracy in percent, 0 to 100
     */
    record Measured(double accuracy) implements Evaluation {

        /** Checks the range. */
        public Measured {
            if (!(accuracy >= 0 && accuracy <= 100)) {
                throw new IllegalArgumentException("accuracy " + accuracy + ": expected a percentage, 0 to 100");
            }
        }
    }

    /**
     * No answer: a novel architecture asked of a table, or a graph that is no architecture.
     *
     * @param reason why, in words
     */
    record Unanswered(String reason) implements Evaluation {
    }
}
