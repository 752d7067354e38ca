package io.github.grabnas.search;

import io.github.grabnas.evaluate.BudgetedEvaluator;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trials of one search and its budget: what all searches share. */
final class TrialHistory {

    private final SearchProblem problem;
    private final BudgetedEvaluator evaluator;
    private final List<Trial> trials = new ArrayList<>();
    private int unansweredCells;

    TrialHistory(SearchProblem problem) {
        this.problem = problem;
        this.evaluator = new BudgetedEvaluator(problem.evaluator(), problem.budget());
    }

    /**
     * Evaluates an architecture that was not asked for before; empty if the evaluator cannot
     * answer.
     */
    Optional<Trial> evaluate(Architecture architecture, CandidateSource origin) {
        if (evaluator.evaluate(architecture) instanceof Measured measured) {
            Trial trial = new Trial(trials.size() + 1, architecture, origin, measured.accuracy(),
                    trials.isEmpty() ? measured.accuracy() : Math.max(best(), measured.accuracy()));
            trials.add(trial);
            return Optional.of(trial);
        }
        unansweredCells += architecture instanceof Cell ? 1 : 0;
        return Optional.empty();
    }

    boolean evaluated(Architecture architecture) {
        return evaluator.evaluated(architecture);
    }

    /** The best accuracy so far, in percent. */
    double best() {
        return trials.get(trials.size() - 1).bestSoFar();
    }

    boolean finished() {
        return evaluator.remaining() == 0 || trials.size() + unansweredCells >= problem.space().size();
    }

    void requireUnfinished() {
        if (finished()) {
            throw new IllegalStateException("the search is finished after " + trials.size()
                    + " evaluations; start a new one for more");
        }
    }

    List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }
}
