package io.github.grabnas.search;

import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates cells drawn uniformly from the space, none twice: the baseline that every search has to
 * beat (J. Bergstra and Y. Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012).
 */
public final class RandomSearch implements ArchitectureSearch {

    private final TrialHistory history;
    private final Iterator<Cell> order;

    /** A search that has not begun. */
    public RandomSearch(SearchProblem problem) {
        this.history = new TrialHistory(problem);
        List<Cell> shuffled = new ArrayList<>(problem.space().cells());
        Collections.shuffle(shuffled, problem.random());
        this.order = shuffled.iterator();
    }

    /**
     * One cell drawn.
     *
     * @param cell the cell
     * @param trials its evaluation; empty if the evaluator could not answer
     */
    public record Step(Cell cell, List<Trial> trials) implements SearchStep {
    }

    @Override
    public String method() {
        return "random";
    }

    @Override
    public boolean finished() {
        return history.finished();
    }

    @Override
    public Step step() {
        history.requireUnfinished();
        Cell cell = order.next();
        Optional<Trial> trial = history.evaluate(cell, CandidateSource.RANDOM);
        return new Step(cell, trial.stream().toList());
    }

    @Override
    public List<Trial> trials() {
        return history.trials();
    }
}
