package io.github.grabnas.search;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.EmbeddingSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The support set S of Algorithm 1: what a search has evaluated so far, and the surrogate conditioned on it. Bayesian
 * optimisation and explorations share one; whatever either evaluates goes through {@link #observe}.
 */
public final class SupportSet {

    private final SearchProblem problem;
    private final TrialHistory history;
    private final Surrogate surrogate;
    private final LoopSettings settings;
    private final List<Observation> observations = new ArrayList<>();
    private final Set<Object> classes = new HashSet<>();
    private Optional<SurrogatePosterior> fitted = Optional.empty();
    private int fittedAt;

    SupportSet(SearchProblem problem, Surrogate surrogate, LoopSettings settings) {
        this.problem = problem;
        this.history = new TrialHistory(problem);
        this.surrogate = surrogate;
        this.settings = settings;
    }

    /** The problem that is searched. */
    public SearchProblem problem() {
        return problem;
    }

    /** What was observed, in order. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** The number of observations. */
    public int size() {
        return observations.size();
    }

    /** The trials, one for each observation, in the same order. */
    public List<Trial> trials() {
        return history.trials();
    }

    /** The position of the best observation, G*; of equal ones the first. */
    public int best() {
        int best = 0;
        for (int i = 1; i < observations.size(); i++) {
            best = observations.get(i).accuracy() > observations.get(best).accuracy() ? i : best;
        }
        return best;
    }

    /** The best accuracy so far, the incumbent of the acquisition function. */
    public double incumbent() {
        return history.best();
    }

    /** Whether the architecture was evaluated, whatever the answer. */
    public boolean isEvaluated(Architecture architecture) {
        return history.evaluated(architecture);
    }

    /**
     * Whether an architecture need not be evaluated: it was, or, where a search evaluates equivalent architectures
     * once, an equivalent one was.
     */
    public boolean isKnown(Architecture architecture) {
        return history.evaluated(architecture)
                || settings.distinct() && classes.contains(architecture.equivalenceClass());
    }

    /** Whether nothing can be evaluated any more: the budget is used up, or the space is exhausted. */
    public boolean isFinished() {
        return history.finished();
    }

    /**
     * Evaluates an architecture and adds it to the support set, if the evaluator has an answer.
     *
     * @param embedding where a surrogate with a latent space observes it; empty for where its encoder puts it
     * @return the trial; none if the evaluator has no answer
     */
    public List<Trial> observe(Architecture architecture, Optional<Matrix> embedding, CandidateSource source) {
        List<Trial> trials = history.evaluate(architecture, source).stream().toList();
        classes.add(architecture.equivalenceClass());
        for (Trial trial : trials) {
            Optional<Matrix> place = embedding.or(() -> surrogate instanceof EmbeddingSurrogate latent
                    ? Optional.of(latent.embed(List.of(architecture)))
                    : Optional.empty());
            observations.add(new Observation(architecture, trial.accuracy(), place));
        }
        return trials;
    }

    /**
     * The surrogate conditioned on the support set (lines 6 and 12); hyper-parameters are fitted again when enough is
     * new.
     */
    public SurrogatePosterior posterior() {
        if (fitted.isPresent() && observations.size() - fittedAt < settings.refitEvery()) {
            return surrogate.update(observations(), fitted.get());
        }
        fitted = Optional.of(fitted.map(earlier -> surrogate.refit(observations(), earlier))
                .orElseGet(() -> surrogate.condition(observations())));
        fittedAt = observations.size();
        return fitted.get();
    }
}
