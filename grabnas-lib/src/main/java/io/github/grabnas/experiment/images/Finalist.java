package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.space.Architecture;

import java.util.Objects;

/**
 * One of the best of a search, trained at the larger scale.
 *
 * @param architecture which
 * @param searchAccuracy on the validation images at the search's scale, in percent
 * @param accuracy on the validation images at the larger scale, in percent
 * @param cost at the larger scale
 */
public record Finalist(Architecture architecture, double searchAccuracy, double accuracy, ClassifierCost cost) {

    /** Checks that nothing is missing. */
    public Finalist {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(cost, "cost");
    }
}
