package io.github.grabnas.space;

import java.util.List;

/**
 * A ranking of architectures without its best ones (paper, Table 1, removes the top 10, 20 and 50 cells by accuracy on
 * the target): a search chooses from the rest, and what a decoder generates may leave it.
 */
public final class PrunedSearchSpace implements SearchSpace {

    private final int top;
    private final ExplicitSearchSpace rest;

    /**
     * Removes the first architectures of a ranking.
     *
     * @param ranking the best first, each once
     * @param top how many to remove, from 0 to one less than there are
     * @throws IllegalArgumentException if an architecture is listed twice, or {@code top} is outside its range
     */
    public PrunedSearchSpace(List<? extends Architecture> ranking, int top) {
        long distinct = ranking.stream().map(Architecture::canonical).distinct().count();
        if (distinct != ranking.size()) {
            throw new IllegalArgumentException("a ranking lists each architecture once; this one has " + ranking.size()
                    + " entries, " + distinct + " of them distinct");
        }
        if (top < 0 || top >= ranking.size()) {
            throw new IllegalArgumentException(
                    "cannot prune the top " + top + ": expected 0 to " + (ranking.size() - 1));
        }
        this.top = top;
        this.rest = new ExplicitSearchSpace(ranking.subList(top, ranking.size()));
    }

    /** How many architectures were removed. */
    public int top() {
        return top;
    }

    @Override
    public List<Architecture> architectures() {
        return rest.architectures();
    }

    @Override
    public boolean contains(Architecture architecture) {
        return rest.contains(architecture);
    }

    @Override
    public String toString() {
        return rest.size() + top == Cell.COUNT
                ? "NAS-Bench-201 without its top " + top
                : rest.size() + top + " architectures without their top " + top;
    }
}
