/**
 * What is learnt before a search. {@link io.github.grabnas.surrogate.MetaTraining} teaches a
 * {@link io.github.grabnas.surrogate.DeepKernel} from the tuples of other datasets
 * ({@link io.github.grabnas.benchmark.MetaTrainingData}); what it leaves is a
 * {@link io.github.grabnas.surrogate.MetaCheckpoint}, from which a
 * {@link io.github.grabnas.surrogate.DeepKernelSurrogate} is made for a target; after observations there it is a
 * {@link io.github.grabnas.surrogate.ConditionedSurrogate}.
 * {@link io.github.grabnas.surrogate.DecoderTraining} teaches the graph decoder to give back the graphs that an
 * encoder embedded; {@link io.github.grabnas.surrogate.GraphAutoencoder} is a trained pair of both,
 * {@link io.github.grabnas.surrogate.DecodingQuality} says how good it is.
 * {@link io.github.grabnas.surrogate.MetaD2aTraining} teaches the baseline MetaD2A, an
 * {@link io.github.grabnas.surrogate.ArchitectureGenerator} and a {@link io.github.grabnas.surrogate.PerformancePredictor}, from the same
 * tuples; what it leaves is a {@link io.github.grabnas.surrogate.MetaD2aCheckpoint}.
 */
package io.github.grabnas.surrogate;

