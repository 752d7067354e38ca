package io.github.grabnas.search;

import java.util.List;

/**
 * A search for the best architecture under a budget, taken step by step:
 *
 * <pre>{@code
 * ArchitectureSearch search = new RandomSearch(problem);
 * while (!search.finished()) {
 *     System.out.println(search.step().trials());
 * }
 * search.trials();   // all of them, in order
 * }</pre>
 */
public interface ArchitectureSearch {

    /** The name of the method on the command line and in tables, such as {@code bo-onehot}. */
    String method();

    /** Whether the budget is used up or the space exhausted. */
    boolean finished();

    /**
     * Takes one step.
     *
     * @throws IllegalStateException if the search is finished
     */
    SearchStep step();

    /** What was evaluated so far, in order; later steps do not change the list. */
    List<Trial> trials();

    /** Takes all remaining steps and returns {@link #trials()}. */
    default List<Trial> run() {
        while (!finished()) {
            step();
        }
        return trials();
    }
}
