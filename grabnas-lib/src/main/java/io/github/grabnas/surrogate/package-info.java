/**
 * Models of what architectures reach on a target, and how they are trained before a search. A
 * {@link io.github.grabnas.surrogate.Surrogate} is conditioned on observations and gives a
 * {@link io.github.grabnas.surrogate.SurrogatePosterior}; one with a latent space
 * ({@link io.github.grabnas.surrogate.EmbeddingSurrogate}) has a gradient too.
 * {@link io.github.grabnas.surrogate.GaussianProcessSurrogate} and {@link io.github.grabnas.surrogate.TribuoSurrogate} use the target
 * alone, {@link io.github.grabnas.surrogate.OneHotPriorGaussianProcess} and
 * {@link io.github.grabnas.surrogate.DeepKernelSurrogate} other datasets too.
 *
 * <p>{@link io.github.grabnas.surrogate.MetaTraining} trains a {@link io.github.grabnas.surrogate.DeepKernel} on the tuples of other
 * datasets and leaves a {@link io.github.grabnas.surrogate.MetaCheckpoint};
 * {@link io.github.grabnas.surrogate.DecoderTraining} trains the graph decoder of a
 * {@link io.github.grabnas.surrogate.GraphAutoencoder}; {@link io.github.grabnas.surrogate.MetaD2aTraining} trains the baseline MetaD2A.
 * A search finds all of these in its {@link io.github.grabnas.surrogate.MetaLearnedModels}.
 */
package io.github.grabnas.surrogate;
