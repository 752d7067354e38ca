/**
 * The neural networks and what they compute with. {@link io.github.grabnas.nn.Nd4jBackend} starts
 * ND4J with the fastest native library that the machine can run and tells which one it is.
 */
package io.github.grabnas.nn;
