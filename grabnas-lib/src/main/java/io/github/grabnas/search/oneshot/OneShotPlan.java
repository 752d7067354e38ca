package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What makes a one-shot method.
 *
 * @param label its name on the command line and in tables
 * @param recipe how supernet and architecture parameters are trained
 * @param weights how the mixture of a weight step is made
 * @param architecture how that of a step of the architecture parameters is made; empty for methods that have none
 * @param unrolled whether that step looks ahead by one weight step (DARTS of second order)
 * @param regularizer the gradient of what is added to the loss of the architecture parameters, given these
 * @param derivation how the cell is derived at the end
 */
public record OneShotPlan(
        String label,
        OneShotRecipe recipe,
        Relaxation weights,
        Optional<Relaxation> architecture,
        boolean unrolled,
        UnaryOperator<Matrix> regularizer,
        Derivation derivation) {

    /** A method with one relaxation for both steps that takes the most probable cell. */
    public static OneShotPlan of(String label, OneShotRecipe recipe, Relaxation relaxation) {
        return new OneShotPlan(
                label,
                recipe,
                relaxation,
                Optional.of(relaxation),
                false,
                alpha -> Matrix.zeros(alpha.rows(), alpha.columns()),
                Derivation.MOST_PROBABLE);
    }

    /** The same with another relaxation for the weight steps. */
    public OneShotPlan withWeights(Relaxation other) {
        return new OneShotPlan(label, recipe, other, architecture, unrolled, regularizer, derivation);
    }

    /** The same without steps of the architecture parameters. */
    public OneShotPlan withoutArchitecture() {
        return new OneShotPlan(label, recipe, weights, Optional.empty(), unrolled, regularizer, derivation);
    }

    /** The same with or without looking ahead. */
    public OneShotPlan withUnrolled(boolean other) {
        return new OneShotPlan(label, recipe, weights, architecture, other, regularizer, derivation);
    }

    /** The same with another regulariser. */
    public OneShotPlan withRegularizer(UnaryOperator<Matrix> other) {
        return new OneShotPlan(label, recipe, weights, architecture, unrolled, other, derivation);
    }

    /** The same with another derivation. */
    public OneShotPlan withDerivation(Derivation other) {
        return new OneShotPlan(label, recipe, weights, architecture, unrolled, regularizer, other);
    }

    /** The distribution over operations that architecture parameters stand for, edges x operations. */
    Matrix probabilities(Matrix alpha) {
        return architecture.orElse(weights).probabilities(alpha);
    }
}
