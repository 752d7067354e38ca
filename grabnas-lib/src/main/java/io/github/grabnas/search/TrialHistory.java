package io.github.grabnas.search;

import io.github.grabnas.evaluate.BudgetExhaustedException;
import io.github.grabnas.evaluate.BudgetedEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.evaluate.parallel.EvaluationQueue;
import io.github.grabnas.evaluate.parallel.EvaluationQueue.Completed;
import io.github.grabnas.space.Architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The trials of one search, those that are running, and its budget: what all searches share. */
final class TrialHistory {

    private final SearchProblem problem;
    private final BudgetedEvaluator budget;
    private final EvaluationQueue queue;
    private final List<Trial> trials = new ArrayList<>();
    /** By the architecture's canonical form, in the order in which they began. */
    private final Map<Architecture, Running> running = new LinkedHashMap<>();
    /** Trials that no caller was given yet: those of a wait that a failure ended come with the next one. */
    private final List<Trial> undelivered = new ArrayList<>();

    private int membersGiven;
    private int unanswered;

    private record Running(Architecture architecture, CandidateSource source) {}

    TrialHistory(SearchProblem problem) {
        this.problem = problem;
        this.budget = new BudgetedEvaluator(problem.evaluator(), problem.budget());
        this.queue = problem.slots().open(problem.evaluator());
    }

    /**
     * Begins to evaluate an architecture that was not evaluated before, and waits until there is a free slot again;
     * where nothing more can begin, until all have ended.
     *
     * @return the trials whose answers came meanwhile, and since a call that failed; an architecture without an answer
     *     makes none
     * @throws CancellationException if the thread is interrupted, such as that of a notebook's cell; what was running
     *     then may be proposed again, what had ended has its trial
     */
    List<Trial> evaluate(Architecture architecture, CandidateSource source) {
        if (Thread.interrupted()) {
            cancel();
            throw new CancellationException("the search was interrupted after " + trials.size() + " evaluations");
        }
        if (evaluated(architecture)) {
            return delivered();
        }
        if (remaining() == 0) {
            throw new BudgetExhaustedException(budget.limit(), architecture.text());
        }
        try {
            queue.submit(architecture);
            running.put(architecture.canonical(), new Running(architecture, source));
            membersGiven += isMember(architecture) ? 1 : 0;
            poll();
            while (!running.isEmpty() && (running.size() >= problem.slots().count() || finished())) {
                take(queue.take());
                poll();
            }
        } catch (RuntimeException | Error e) {
            cancel();
            throw e;
        }
        return delivered();
    }

    /** Waits for the next answer; the trials that came. None if nothing is running. */
    List<Trial> await() {
        awaitNext();
        return delivered();
    }

    /** Waits for all answers. */
    List<Trial> awaitAll() {
        while (!running.isEmpty()) {
            awaitNext();
        }
        return delivered();
    }

    private void awaitNext() {
        if (!running.isEmpty()) {
            try {
                take(queue.take());
                poll();
            } catch (RuntimeException | Error e) {
                cancel();
                throw e;
            }
        }
    }

    private List<Trial> delivered() {
        List<Trial> delivered = List.copyOf(undelivered);
        undelivered.clear();
        return delivered;
    }

    private void poll() {
        for (Optional<Completed> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            take(next.get());
        }
    }

    private void take(Completed completed) {
        Running ended = running.remove(completed.architecture().canonical());
        budget.count(completed.architecture(), completed.evaluation());
        Optional<Trial> trial = trial(ended.architecture(), ended.source(), completed.evaluation());
        trial.ifPresentOrElse(undelivered::add, () -> unanswered++);
    }

    private Optional<Trial> trial(Architecture architecture, CandidateSource source, Evaluation evaluation) {
        if (!(evaluation instanceof Measured measured)) {
            return Optional.empty();
        }
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

    /** Ends what is running. What had ended, or ends all the same, is no work to lose. */
    private void cancel() {
        queue.cancel();
        poll();
        membersGiven -= (int) running.values().stream()
                .filter(r -> isMember(r.architecture()))
                .count();
        running.clear();
    }

    private boolean isMember(Architecture architecture) {
        return problem.space().contains(architecture);
    }

    /** The architectures whose answers are awaited, in the order in which they were begun; a copy. */
    List<Architecture> pending() {
        return running.values().stream().map(Running::architecture).toList();
    }

    /** Whether the answer for the architecture is awaited. */
    boolean isPending(Architecture architecture) {
        return running.containsKey(architecture.canonical());
    }

    /** Whether the evaluator was given the architecture before, whatever its answer, and though it may be running. */
    boolean evaluated(Architecture architecture) {
        return budget.evaluated(architecture) || isPending(architecture);
    }

    /** How many architectures the evaluator could not answer so far. */
    int unanswered() {
        return unanswered;
    }

    /** The best accuracy so far. */
    double best() {
        return trials.get(trials.size() - 1).bestSoFar();
    }

    private int remaining() {
        return budget.remaining() - running.size();
    }

    /** Whether nothing more can begin: the budget is given out, or every architecture of the space. */
    boolean finished() {
        return remaining() == 0 || membersGiven >= problem.space().size();
    }

    void requireUnfinished() {
        if (finished()) {
            throw new IllegalStateException(
                    "the search is finished after " + trials.size() + " evaluations; start a new one for more");
        }
    }

    /** All so far; it grows with the search, so that what leaves the package is a copy. */
    List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }
}
