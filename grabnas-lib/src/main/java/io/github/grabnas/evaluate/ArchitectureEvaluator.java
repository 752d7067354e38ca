package io.github.grabnas.evaluate;

import io.github.grabnas.space.Architecture;

/**
 * Tells the accuracy of an architecture on the evaluator's target, from a table or by training.
 *
 * <p>The same architecture asked twice gets the same answer. An evaluator that cannot answer says
 * so with {@link Evaluation.Unanswered}; it never makes up a number.
 */
public interface ArchitectureEvaluator {

    /** The accuracy of the architecture on the target, or why there is none. */
    Evaluation evaluate(Architecture architecture);

    /** The name of the dataset on which accuracy is meant, such as {@code cifar10}. */
    String target();
}
