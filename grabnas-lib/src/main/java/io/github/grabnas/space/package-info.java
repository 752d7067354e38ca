/**
 * Neural architectures: what they are, how they are written, and when two of them are the same.
 *
 * <p>A {@link io.github.grabnas.space.Cell} is one of NAS-Bench-201's 15,625 cells; an
 * {@link io.github.grabnas.space.ArchitectureGraph} is any graph of operations. A cell turns into a graph;
 * {@link io.github.grabnas.space.GraphClassification} is what a graph turns out to be: a cell, a novel architecture, or
 * no architecture. A {@link io.github.grabnas.space.SearchSpace} is the set of architectures from which a search
 * chooses.
 */
package io.github.grabnas.space;
