package io.github.grabnas.evaluate;

import io.github.grabnas.space.Architecture;

/**
 * Measures an architecture on the evaluator's target: looks it up in a table, or trains it.
 *
 * <p>The same architecture always gets the same result. An evaluator that has no number for an architecture returns
 * {@link Evaluation.Unanswered}; it never makes one up.
 */
public interface ArchitectureEvaluator {

    /** The score of the architecture on the target, which a search maximises, or why there is none. */
    Evaluation evaluate(Architecture architecture);

    /** The name of the dataset on which architectures are measured, such as {@code cifar10}. */
    String target();

    /** What is measured; test accuracy in percent unless said otherwise. */
    default Quantity quantity() {
        return Quantity.ACCURACY;
    }
}
