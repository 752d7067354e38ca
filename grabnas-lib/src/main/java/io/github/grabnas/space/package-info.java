/**
 * Neural architectures: what they are, how they are written, and when two of them are the same.
 *
 * <p>A {@link io.github.grabnas.space.Cell} is one of NAS-Bench-201's 15,625 cells; an
 * {@link io.github.grabnas.space.ArchitectureGraph} is any graph of operations. A cell turns into a
 * graph; {@link io.github.grabnas.space.GraphClassification} tells what a graph is: a cell, a novel
 * architecture, or no architecture at all. A {@link io.github.grabnas.space.SearchSpace} is the set
 * of cells from which a search may choose.
 */
package io.github.grabnas.space;
