/**
 * Training on Deeplearning4j and ND4J: {@link io.github.grabnas.nn.dl4j.Nd4jEngine} is the engine {@code nd4j}.
 * {@link io.github.grabnas.nn.dl4j.CandidateGraph} makes a {@code ComputationGraph} of an architecture, with
 * Deeplearning4j's updaters, listeners and saving. Its layers, {@link io.github.grabnas.nn.dl4j.BlockLayer}s, are whole
 * blocks, since every vertex of a graph costs: a block is a list of ND4J's native operations on arrays that are made
 * once and stay on the device. No layer reads an array on the host. {@link io.github.grabnas.nn.dl4j.Nd4jBackend}
 * starts ND4J with the fastest native library that is on the class path and that the machine can run.
 */
package io.github.grabnas.nn.dl4j;
