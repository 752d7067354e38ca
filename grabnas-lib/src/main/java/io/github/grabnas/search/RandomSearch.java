package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.Objects;

/**
 * Evaluates architectures drawn uniformly from the space, none twice: the baseline that every search has to beat (J.
 * Bergstra and Y. Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012).
 */
public final class RandomSearch implements ArchitectureSearch {

    private final TrialHistory history;
    private final ProposalQueue<Architecture> order;

    /** A search that has not begun. */
    public RandomSearch(SearchProblem problem) {
        this.history = new TrialHistory(problem);
        this.order = new ProposalQueue<>(history, architecture -> architecture);
        order.addAll(BayesianOptimization.randomDesign(problem));
    }

    /**
     * One architecture drawn.
     *
     * @param architecture what was drawn
     * @param trials its evaluation; empty if the evaluator has no answer. With several evaluations at a time: those
     *     whose answers came during the step
     */
    public record Step(Architecture architecture, List<Trial> trials) implements SearchStep {

        /** Copies the list. */
        public Step {
            Objects.requireNonNull(architecture, "architecture");
            trials = List.copyOf(trials);
        }
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
        return new Step(order.next(), order.evaluateNext(CandidateSource.RANDOM));
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(history.trials());
    }
}
