package io.github.grabnas.evaluate;

import java.util.Objects;
import java.util.OptionalDouble;

/** The result of an {@link ArchitectureEvaluator}. */
public sealed interface Evaluation {

    /**
     * A measured architecture.
     *
     * @param accuracy the score that a search maximises: accuracy in percent, unless the evaluator's {@link Quantity}
     *     is another
     * @param testAccuracy what is reported of the architecture, where that is known apart from what a search may see
     */
    record Measured(double accuracy, OptionalDouble testAccuracy) implements Evaluation {

        /** Checks that the numbers are finite. */
        public Measured {
            if (!Double.isFinite(accuracy) || !Double.isFinite(testAccuracy.orElse(0))) {
                throw new IllegalArgumentException(
                        "measured " + accuracy + ", test " + testAccuracy + ": expected finite numbers");
            }
        }

        /** A measured architecture of which nothing else is reported. */
        public Measured(double accuracy) {
            this(accuracy, OptionalDouble.empty());
        }
    }

    /**
     * No number: for a novel architecture that a table does not hold, or a graph that is no architecture.
     *
     * @param reason why, in words
     */
    record Unanswered(String reason) implements Evaluation {

        /** Checks that nothing is missing. */
        public Unanswered {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
