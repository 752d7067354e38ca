package io.github.grabnas.search.oneshot;

import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;

import java.util.List;

/**
 * A {@link OneShotRun} gone through again: a step for each epoch that was kept, and the evaluation of the derived cell
 * after the last. Nothing is trained but, where the evaluator trains, the derived cell. Runs are of the whole space; in
 * a smaller one a step whose cell it lacks has none.
 */
public final class RecordedOneShotSearch implements ArchitectureSearch {

    private final SearchProblem problem;
    private final OneShotRun run;
    private List<Trial> trials = List.of();
    private int next;

    /**
     * A search that has not begun.
     *
     * @throws IllegalArgumentException if the problem's space lacks the derived cell
     */
    public RecordedOneShotSearch(SearchProblem problem, OneShotRun run) {
        if (!problem.space().contains(run.derived())) {
            throw new IllegalArgumentException(
                    "the run " + run.place() + " derived " + run.derived().text() + ", which " + problem.space()
                            + " lacks; expected a cell of it; train in that space with the setting recorded=false");
        }
        this.problem = problem;
        this.run = run;
    }

    /** What is gone through. */
    public OneShotRun recorded() {
        return run;
    }

    @Override
    public String method() {
        return run.method();
    }

    @Override
    public boolean finished() {
        return next == run.epochs().size();
    }

    @Override
    public OneShotStep step() {
        if (finished()) {
            throw new IllegalStateException(
                    "the search is finished after " + run.last().epoch() + " epochs; start a new one for more");
        }
        OneShotStep kept = run.epochs().get(next);
        if (next + 1 == run.epochs().size()) {
            trials = trialOf(problem, run.derived());
        }
        next++;
        return kept.derivedWithin(problem.space()).withTrials(trials);
    }

    /** The one evaluation of a one-shot search; empty if the evaluator has no answer. */
    static List<Trial> trialOf(SearchProblem problem, Cell derived) {
        return problem.evaluator().evaluate(derived) instanceof Measured measured
                ? List.of(new Trial(
                        1,
                        derived,
                        CandidateSource.DERIVED,
                        measured.accuracy(),
                        measured.accuracy(),
                        measured.testAccuracy()))
                : List.of();
    }

    @Override
    public List<Trial> trials() {
        return trials;
    }
}
