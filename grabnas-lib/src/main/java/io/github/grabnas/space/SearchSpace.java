package io.github.grabnas.space;

import java.util.List;

/**
 * A finite set of architectures from which a search chooses: all cells of {@link NasBench201}, what is left of a
 * ranking after pruning ({@link PrunedSearchSpace}), or any list of cells and other graphs
 * ({@link ExplicitSearchSpace}). What a decoder generates may lie outside.
 */
public interface SearchSpace {

    /** The architectures, each once, always in the same order; never empty. */
    List<? extends Architecture> architectures();

    /** Whether the architecture itself belongs to the space; an equivalent one does not count. */
    boolean contains(Architecture architecture);

    /** The number of architectures. */
    default int size() {
        return architectures().size();
    }
}
