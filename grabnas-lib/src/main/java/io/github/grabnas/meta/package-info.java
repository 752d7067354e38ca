/**
 * What is learnt before a search. {@link io.github.grabnas.meta.MetaTraining} teaches a
 * {@link io.github.grabnas.meta.DeepKernel} from the tuples of other datasets
 * ({@link io.github.grabnas.meta.MetaTrainingData}); what it leaves is a
 * {@link io.github.grabnas.meta.MetaCheckpoint}, from which a
 * {@link io.github.grabnas.meta.DeepKernelSurrogate} is made for a target; after observations there it is a
 * {@link io.github.grabnas.meta.ConditionedSurrogate}.
 * {@link io.github.grabnas.meta.DecoderTraining} teaches the graph decoder to give back the graphs that an
 * encoder embedded; {@link io.github.grabnas.meta.GraphAutoencoder} is a trained pair of both,
 * {@link io.github.grabnas.meta.DecodingQuality} says how good it is.
 * {@link io.github.grabnas.meta.MetaD2aTraining} teaches the baseline MetaD2A, an
 * {@link io.github.grabnas.meta.ArchitectureGenerator} and a {@link io.github.grabnas.meta.PerformancePredictor}, from the same
 * tuples; what it leaves is a {@link io.github.grabnas.meta.MetaD2aCheckpoint}.
 */
package io.github.grabnas.meta;
