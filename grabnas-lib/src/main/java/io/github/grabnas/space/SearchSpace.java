package io.github.grabnas.space;

import java.util.List;

/**
 * The cells from which a search may choose: all of {@link NasBench201}, what is left of it after
 * pruning ({@link PrunedSearchSpace}), or any {@link ExplicitSearchSpace}.
 */
public sealed interface SearchSpace permits NasBench201, PrunedSearchSpace, ExplicitSearchSpace {

    /** The cells, by index; never empty. */
    List<Cell> cells();

    /** Whether the cell belongs to the space. */
    boolean contains(Cell cell);

    /** The number of cells. */
    default int size() {
        return cells().size();
    }
}
