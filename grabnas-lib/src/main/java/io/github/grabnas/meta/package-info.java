/**
 * What is learnt before a search. {@link io.github.grabnas.meta.DecoderTraining} teaches the graph
 * decoder to give back the graphs that an encoder embedded; {@link io.github.grabnas.meta.GraphAutoencoder}
 * is a trained pair of both, {@link io.github.grabnas.meta.DecodingQuality} says how good it is.
 */
package io.github.grabnas.meta;
