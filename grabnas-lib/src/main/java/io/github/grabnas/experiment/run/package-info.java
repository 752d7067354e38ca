/**
 * Searches repeated over many seeds, and their results.
 *
 * <p>A {@link io.github.grabnas.experiment.run.SearchExperiment} runs one method on one problem with seeds 0, 1, 2, …;
 * each {@link io.github.grabnas.experiment.run.SearchRun} holds the trials and the time, a
 * {@link io.github.grabnas.experiment.run.SearchSummary} mean and standard deviation over the seeds, and
 * {@link io.github.grabnas.experiment.run.TrialFile} writes every trial to a file.
 *
 * <p>Larger experiments consist of {@link io.github.grabnas.experiment.run.ExperimentCondition}s (a method on a target,
 * in a whole or pruned space). An {@link io.github.grabnas.experiment.run.ExperimentRunner} runs them, a
 * {@link io.github.grabnas.experiment.run.RunStore} keeps each finished search, and
 * {@link io.github.grabnas.experiment.run.Provenance} records where the numbers come from.
 *
 * <p>Results are {@link io.github.grabnas.experiment.run.ResultTable}s, made with
 * {@link io.github.grabnas.experiment.run.ResultColumns}, and {@link io.github.grabnas.experiment.run.ResultChart}s:
 * numbers, not pictures; the package {@code report} draws them.
 */
package io.github.grabnas.experiment.run;
