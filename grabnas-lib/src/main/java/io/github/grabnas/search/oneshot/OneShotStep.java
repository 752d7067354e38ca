package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.SearchStep;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.SearchSpace;

import java.util.List;
import java.util.Optional;

/**
 * One epoch of a one-shot method.
 *
 * @param epoch from 1
 * @param probabilities of the operations after it, edges x operations, in the orders of {@link Cell} and
 *     {@link io.github.grabnas.space.Operation}
 * @param weightLoss mean cross-entropy of the supernet on the half that weights are trained on
 * @param weightAccuracy in percent, on the same images
 * @param architectureLoss mean cross-entropy on the other half, in the steps of the architecture parameters; of single
 *     random cells for methods without
 * @param architectureAccuracy in percent, on the same images: the supernet's own accuracy on images that its weights
 *     were not trained on
 * @param derived the cell that the method would derive now; empty where that takes evaluations with shared weights,
 *     which are made at the end only, and where a kept run had a cell that the space lacks
 * @param trials the evaluation of the derived cell after the last epoch; empty before
 */
public record OneShotStep(
        int epoch,
        Matrix probabilities,
        double weightLoss,
        double weightAccuracy,
        double architectureLoss,
        double architectureAccuracy,
        Optional<Cell> derived,
        List<Trial> trials)
        implements SearchStep {

    /** Copies the trials. */
    public OneShotStep {
        trials = List.copyOf(trials);
    }

    /** The same with the evaluation of the derived cell. */
    OneShotStep withTrials(List<Trial> evaluated) {
        return with(derived, evaluated);
    }

    /** The same without the derived cell where a space lacks it. */
    OneShotStep derivedWithin(SearchSpace space) {
        return with(derived.filter(space::contains), trials);
    }

    /** The same with the derived cell and its evaluation. */
    OneShotStep withDerived(Cell cell, List<Trial> evaluated) {
        return with(Optional.of(cell), evaluated);
    }

    private OneShotStep with(Optional<Cell> cell, List<Trial> evaluated) {
        return new OneShotStep(
                epoch,
                probabilities,
                weightLoss,
                weightAccuracy,
                architectureLoss,
                architectureAccuracy,
                cell,
                evaluated);
    }
}
