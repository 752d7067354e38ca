/**
 * Jobs whose results are committed under data: the tables at proxy scale
 * ({@link io.github.grabnas.experiment.prepare.ProxyMeasurement}), feature extractors
 * ({@link io.github.grabnas.experiment.prepare.FeatureTraining}), autoencoders
 * ({@link io.github.grabnas.experiment.prepare.AutoencoderTraining}), how well surrogates rank all cells
 * ({@link io.github.grabnas.experiment.prepare.SurrogateQuality}), and what one-shot methods derive
 * ({@link io.github.grabnas.experiment.prepare.OneShotRecording},
 * {@link io.github.grabnas.experiment.prepare.OneShotSummary}). They train and measure for minutes to hours, so they
 * are kept apart from what runs searches.
 */
package io.github.grabnas.experiment.prepare;
