/**
 * Where the library meets Deeplearning4j and ND4J. {@link io.github.grabnas.nn.dl4j.Nd4jBackend} starts ND4J with the fastest native
 * library that the machine can run and tells which one it is.
 */
package io.github.grabnas.nn.dl4j;
