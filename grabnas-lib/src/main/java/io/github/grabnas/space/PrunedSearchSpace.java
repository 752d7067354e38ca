package io.github.grabnas.space;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A ranking of architectures without its best ones (paper, Table 1, removes the top 10, 20 and 50 cells by accuracy on
 * the target): a search chooses from the rest, and what a decoder generates may leave it.
 *
 * <p>Many cells compute the same: 400 of the 15,625 hand their input on and do nothing else. Where each cell has an
 * accuracy of its own, as in NAS-Bench-201's published table, cells are removed one by one, as in the paper. Where all
 * cells of one function share its accuracy, removing cells would leave the best functions under their other names;
 * {@link #withoutTopFunctions} removes functions with all their cells.
 */
public final class PrunedSearchSpace implements SearchSpace {

    private final int top;
    private final String description;
    private final ExplicitSearchSpace rest;

    private PrunedSearchSpace(int top, String description, List<? extends Architecture> rest) {
        this.top = top;
        this.description = description;
        this.rest = new ExplicitSearchSpace(rest);
    }

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
        this.description = description(ranking.size(), "top " + top);
        this.rest = new ExplicitSearchSpace(ranking.subList(top, ranking.size()));
    }

    /**
     * Removes the first functions of a ranking, and every architecture that computes one of them
     * ({@link CanonicalForm}).
     *
     * @param ranking the best first, each once
     * @param top how many functions to remove, from 0 to one less than there are
     * @throws IllegalArgumentException if {@code top} is outside its range, or a graph has a cycle or no output
     */
    public static PrunedSearchSpace withoutTopFunctions(List<? extends Architecture> ranking, int top) {
        List<CanonicalForm> forms =
                ranking.stream().map(a -> CanonicalForm.of(a.graph())).toList();
        List<CanonicalForm> functions = forms.stream().distinct().toList();
        if (top < 0 || top >= functions.size()) {
            throw new IllegalArgumentException("cannot prune the top " + top
                    + " functions: expected 0 to one less than the ranking's " + functions.size());
        }
        Set<CanonicalForm> removed = Set.copyOf(functions.subList(0, top));
        return new PrunedSearchSpace(
                top,
                description(ranking.size(), "top " + top + " functions"),
                IntStream.range(0, ranking.size())
                        .filter(i -> !removed.contains(forms.get(i)))
                        .mapToObj(ranking::get)
                        .toList());
    }

    private static String description(int all, String removed) {
        return all == Cell.COUNT
                ? "NAS-Bench-201 without its " + removed
                : all + " architectures without their " + removed;
    }

    /** How many architectures, or functions, were removed. */
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
        return description;
    }
}
