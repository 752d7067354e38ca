/**
 * The networks on Deeplearning4j and ND4J; no other package depends on these. {@link
 * io.github.grabnas.nn.dl4j.CandidateGraph} makes a
 * {@code ComputationGraph} of an architecture, whose layers are {@link io.github.grabnas.nn.dl4j.BlockLayer}s around
 * the blocks of
 * {@link io.github.grabnas.nn.convolution}. {@link io.github.grabnas.nn.dl4j.Nd4jBackend} starts ND4J with the fastest
 * native
 * library that the machine can run.
 */
package io.github.grabnas.nn.dl4j;
