package io.github.grabnas.space;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Any non-empty set of cells. */
public final class ExplicitSearchSpace implements SearchSpace {

    private final List<Cell> cells;
    private final BitSet members = new BitSet(Cell.COUNT);

    /**
     * The space of the given cells; a cell that is given twice counts once.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ExplicitSearchSpace(Collection<Cell> cells) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a search space needs at least one cell");
        }
        this.cells = cells.stream().distinct().sorted().toList();
        this.cells.forEach(cell -> members.set(cell.index()));
    }

    @Override
    public List<Cell> cells() {
        return cells;
    }

    @Override
    public boolean contains(Cell cell) {
        return members.get(cell.index());
    }

    @Override
    public String toString() {
        return cells.size() + " cells of NAS-Bench-201";
    }
}
