package io.github.grabnas.experiment.run;

/**
 * What an experiment repeats with several seeds.
 *
 * @param variant the method with its settings
 * @param target the dataset
 * @param pruned how many of the target's best cells are removed from the space
 */
public record ExperimentCondition(MethodVariant variant, ExperimentTarget target, int pruned) {}
