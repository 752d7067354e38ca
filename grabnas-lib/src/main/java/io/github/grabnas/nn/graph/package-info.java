/**
 * The graph autoencoder (sec. 3.3, app. B).
 *
 * <p>{@link io.github.grabnas.nn.graph.GraphEncoder} turns graphs of any size into vectors by passing gated messages
 * along the edges and back, {@link io.github.grabnas.nn.graph.GraphDecoder} turns vectors into graphs, node after node.
 * {@link io.github.grabnas.nn.graph.GraphBatch} is what is encoded at once.
 */
package io.github.grabnas.nn.graph;
