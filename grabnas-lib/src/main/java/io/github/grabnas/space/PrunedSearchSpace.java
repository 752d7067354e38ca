package io.github.grabnas.space;

import java.util.List;

/**
 * NAS-Bench-201 without its best cells (paper, Table 1, removes the top 10, 20 and 50 by accuracy
 * on the target): a search may choose only from the rest, and what a decoder generates may leave it.
 */
public final class PrunedSearchSpace implements SearchSpace {

    private final int top;
    private final ExplicitSearchSpace rest;

    /**
     * Removes the first cells of a ranking.
     *
     * @param ranking all 15,625 cells, the best first
     * @param top how many to remove, 0 to 15,624
     * @throws IllegalArgumentException if the ranking does not hold each cell once, or {@code top}
     *     is outside its range
     */
    public PrunedSearchSpace(List<Cell> ranking, int top) {
        if (ranking.size() != Cell.COUNT || ranking.stream().distinct().count() != Cell.COUNT) {
            throw new IllegalArgumentException("a ranking holds each of the " + Cell.COUNT + " cells once, got "
                    + ranking.size() + " entries, " + ranking.stream().distinct().count() + " distinct");
        }
        if (top < 0 || top >= Cell.COUNT) {
            throw new IllegalArgumentException("cannot prune the top " + top + ": expected 0 to " + (Cell.COUNT - 1));
        }
        this.top = top;
        this.rest = new ExplicitSearchSpace(ranking.subList(top, ranking.size()));
    }

    /** How many cells were removed. */
    public int top() {
        return top;
    }

    @Override
    public List<Cell> cells() {
        return rest.cells();
    }

    @Override
    public boolean contains(Cell cell) {
        return rest.contains(cell);
    }

    @Override
    public String toString() {
        return "NAS-Bench-201 without its top " + top;
    }
}
