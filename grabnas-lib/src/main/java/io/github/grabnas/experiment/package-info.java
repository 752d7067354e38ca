/**
 * Searches repeated over many seeds, and what is told of them.
 *
 * <p>A {@link io.github.grabnas.experiment.SearchExperiment} runs one method on one problem with
 * seeds 0, 1, 2, …; each {@link io.github.grabnas.experiment.SearchRun} keeps the trials and the
 * time; {@link io.github.grabnas.experiment.SearchSummary} gives mean and standard deviation over
 * the seeds; {@link io.github.grabnas.experiment.TrialFile} writes every trial to a file.
 * {@link io.github.grabnas.experiment.MicroBenchMeasurement} says what the embedded benchmark is
 * measured from, {@link io.github.grabnas.experiment.SeedNoise} how far to trust it.
 * {@link io.github.grabnas.experiment.FeatureTraining} and
 * {@link io.github.grabnas.experiment.AutoencoderTraining} make the weights that come with the checkout,
 * {@link io.github.grabnas.experiment.SurrogateQuality} measures what meta-training is worth on the data of
 * a {@link io.github.grabnas.experiment.Tier}.
 *
 * <p>The paper's tables and figures are {@link io.github.grabnas.experiment.PaperExperiment}s: they name
 * {@link io.github.grabnas.experiment.Arm}s (method, target, pruning), which
 * {@link io.github.grabnas.experiment.ResumableRuns} runs and a {@link io.github.grabnas.experiment.RunStore} keeps, and make
 * {@link io.github.grabnas.experiment.ResultTable}s of them beside the
 * {@link io.github.grabnas.experiment.PublishedFigures}; {@link io.github.grabnas.experiment.Provenance} says where the
 * numbers come from.
 */
package io.github.grabnas.experiment;
