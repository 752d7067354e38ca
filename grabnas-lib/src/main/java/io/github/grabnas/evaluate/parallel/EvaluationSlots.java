package io.github.grabnas.evaluate.parallel;

import io.github.grabnas.evaluate.ArchitectureEvaluator;

/** How many architectures are evaluated at a time, and where. */
public interface EvaluationSlots {

    /** How many at a time, at least 1. */
    int count();

    /**
     * A queue of one search.
     *
     * @param evaluator whom to ask; from several threads at a time, unless the slots are simulated
     */
    EvaluationQueue open(ArchitectureEvaluator evaluator);

    /** One at a time, on the thread that asks. */
    static EvaluationSlots one() {
        return SimulatedSlots.ofEqualDurations(1);
    }

    /** Checks a number of slots. */
    static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("slots " + count + ": expected at least 1 evaluation at a time");
        }
    }
}
