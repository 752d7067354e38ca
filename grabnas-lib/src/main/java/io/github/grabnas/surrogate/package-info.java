/**
 * Models of what architectures reach on one target, and the training of those that learn from other datasets.
 *
 * <p>A {@link io.github.grabnas.surrogate.Surrogate} is conditioned on
 * {@link io.github.grabnas.surrogate.Observation}s; the {@link io.github.grabnas.surrogate.SurrogatePosterior} predicts
 * {@link io.github.grabnas.surrogate.Candidates}. Implementations:
 * {@link io.github.grabnas.surrogate.GaussianProcessSurrogate} and {@link io.github.grabnas.surrogate.TribuoSurrogate},
 * which use nothing from other datasets, {@link io.github.grabnas.surrogate.OneHotPriorGaussianProcess} and
 * {@link io.github.grabnas.surrogate.DeepKernelSurrogate}, which do. The last one has a latent space in which a
 * gradient can be followed ({@link io.github.grabnas.surrogate.EmbeddingSurrogate}).
 *
 * <p>{@link io.github.grabnas.surrogate.MetaTraining} fits a {@link io.github.grabnas.surrogate.DeepKernel} to the
 * tuples of other datasets ({@link io.github.grabnas.benchmark.MetaTrainingData}). The result is a
 * {@link io.github.grabnas.surrogate.MetaCheckpoint}, from which the surrogate for a target is made.
 * {@link io.github.grabnas.surrogate.DecoderTraining} trains the graph decoder to reconstruct the graphs that an
 * encoder embedded; {@link io.github.grabnas.surrogate.GraphAutoencoder} is a trained pair of both, and
 * {@link io.github.grabnas.surrogate.DecodingQuality} measures it. {@link io.github.grabnas.surrogate.MetaD2aTraining}
 * trains the baseline MetaD2A, an {@link io.github.grabnas.surrogate.ArchitectureGenerator} and a
 * {@link io.github.grabnas.surrogate.PerformancePredictor}, on the same tuples; the result is a
 * {@link io.github.grabnas.surrogate.MetaD2aCheckpoint}.
 */
package io.github.grabnas.surrogate;
