package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.space.SearchSpace;

import java.util.Map;
import java.util.OptionalDouble;

/** A dataset on which experiments search, whether its accuracies are looked up or made by training. */
public sealed interface ExperimentTarget permits TableTarget, TrainedTarget {

    /** The name on the command line and in files. */
    String label();

    /** The name in prose and pictures. */
    String title();

    /**
     * The cells to choose from.
     *
     * @param pruned how many of the target's best cells are removed
     * @throws IllegalArgumentException if they cannot be, since nobody knows which they are
     */
    SearchSpace space(int pruned);

    /** The highest accuracy of any cell in the space, in percent; empty where nobody knows it. */
    OptionalDouble best(int pruned);

    /** Whom to ask for accuracies. */
    ArchitectureEvaluator evaluator();

    /** What was learnt on other datasets. */
    MetaLearnedModels models();

    /** The SHA-256 of each file that decides a result, by name. */
    Map<String, String> checksums();

    /** How accuracies come about, in a few words. */
    String measuredBy();

    /** Whether searches may run side by side. */
    boolean sideBySide();
}
