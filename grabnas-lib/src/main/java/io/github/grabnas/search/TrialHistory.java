package io.github.grabnas.search;

import io.github.grabnas.evaluate.BudgetedEvaluator;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.space.Architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The trials of one search and its budget: what all searches share. */
final class TrialHistory {

    private final SearchProblem problem;
    private final BudgetedEvaluator evaluator;
    private final List<Trial> trials = new ArrayList<>();
    private int membersEvaluated;

    TrialHistory(SearchProblem problem) {
        this.problem = problem;
        this.evaluator = new BudgetedEvaluator(problem.evaluator(), problem.budget());
    }

    /**
     * Evaluates an architecture that was not evaluated before; empty if the evaluator has no answer.
     *
     * @throws CancellationException if the thread is interrupted, such as that of a notebook's cell
     */
    Optional<Trial> evaluate(Architecture architecture, CandidateSource source) {
        if (Thread.interrupted()) {
            throw new CancellationException("the search was interrupted after " + trials.size() + " evaluations");
        }
        membersEvaluated += problem.space().contains(architecture) && !evaluated(architecture) ? 1 : 0;
        if (evaluator.evaluate(architecture) instanceof Measured measured) {
            Trial trial = new Trial(
                    trials.size() + 1,
                    architecture,
                    source,
                    measured.accuracy(),
                    trials.isEmpty() ? measured.accuracy() : Math.max(best(), measured.accuracy()),
                    measured.testAccuracy());
            trials.add(trial);
            return Optional.of(trial);
        }
        return Optional.empty();
    }

    /** Whether the evaluator was given the architecture before, whatever its answer. */
    boolean evaluated(Architecture architecture) {
        return evaluator.evaluated(architecture);
    }

    /** The best accuracy so far. */
    double best() {
        return trials.get(trials.size() - 1).bestSoFar();
    }

    /** Whether the budget is used up, or every architecture of the space was evaluated. */
    boolean finished() {
        return evaluator.remaining() == 0 || membersEvaluated >= problem.space().size();
    }

    void requireUnfinished() {
        if (finished()) {
            throw new IllegalStateException(
                    "the search is finished after " + trials.size() + " evaluations; start a new one for more");
        }
    }

    List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }
}
