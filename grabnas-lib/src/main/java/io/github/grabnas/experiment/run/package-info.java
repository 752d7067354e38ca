/**
 * Searches repeated over many seeds, and what is told of them.
 *
 * <p>A {@link io.github.grabnas.experiment.run.SearchExperiment} runs one method on one problem with
 * seeds 0, 1, 2, …; each {@link io.github.grabnas.experiment.run.SearchRun} keeps the trials and the
 * time; {@link io.github.grabnas.experiment.run.SearchSummary} gives mean and standard deviation over
 * the seeds; {@link io.github.grabnas.experiment.run.TrialFile} writes every trial to a file.
 * {@link io.github.grabnas.experiment.prepare.MicroBenchMeasurement} says what the embedded benchmark is
 * measured from, {@link io.github.grabnas.experiment.prepare.SeedNoise} how far to trust it.
 * {@link io.github.grabnas.experiment.prepare.FeatureTraining} and
 * {@link io.github.grabnas.experiment.prepare.AutoencoderTraining} make the weights that come with the checkout,
 * {@link io.github.grabnas.experiment.prepare.SurrogateQuality} measures what meta-training is worth on the data of
 * a {@link io.github.grabnas.benchmark.BenchmarkSuite}.
 *
 * <p>The paper's tables and figures are {@link io.github.grabnas.experiment.paper.PaperExperiment}s: they name
 * {@link io.github.grabnas.experiment.run.ExperimentCondition}s (method, target, pruning), which
 * {@link io.github.grabnas.experiment.run.ExperimentRunner} runs and a {@link io.github.grabnas.experiment.run.RunStore} keeps, and make
 * {@link io.github.grabnas.experiment.run.ResultTable}s of them beside the
 * {@link io.github.grabnas.experiment.paper.PublishedResults}; {@link io.github.grabnas.experiment.run.Provenance} says where the
 * numbers come from.
 */
package io.github.grabnas.experiment.run;

