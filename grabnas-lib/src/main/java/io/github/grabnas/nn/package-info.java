/**
 * The neural networks and what they compute with: {@code nn.autodiff} has matrices and gradients, {@code nn.training}
 * the steps, {@code nn.settransformer} the dataset encoder, {@code nn.graph} the graph encoder and decoder,
 * {@link io.github.grabnas.nn.FusionMlp} makes one vector of both, {@code nn.convolution} trains candidates.
 * {@link io.github.grabnas.nn.dl4j.Nd4jBackend} starts ND4J with the fastest native library that the machine can run
 * and tells which one it is.
 */
package io.github.grabnas.nn;
