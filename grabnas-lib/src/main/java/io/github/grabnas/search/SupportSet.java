package io.github.grabnas.search;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.EmbeddingPosterior;
import io.github.grabnas.surrogate.EmbeddingSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
    /** Where architectures are observed that were proposed there, by their canonical form. */
    private final Map<Architecture, Optional<Matrix>> places = new HashMap<>();

    private Optional<SurrogatePosterior> fitted = Optional.empty();
    private int fittedAt;

    SupportSet(SearchProblem problem, Surrogate surrogate, LoopSettings settings) {
        this.problem = problem;
        this.history = new TrialHistory(problem);
        this.surrogate = surrogate;
        this.settings = settings;
    }

    /**
     * What a search believes at a moment.
     *
     * @param posterior the surrogate conditioned on the observations and on what is assumed of pending architectures
     * @param incumbent the best accuracy observed or assumed
     */
    record Belief(SurrogatePosterior posterior, double incumbent) {}

    /** The problem that is searched. */
    public SearchProblem problem() {
        return problem;
    }

    /** The architectures whose answers are awaited, in the order in which they were proposed. */
    public List<Architecture> pending() {
        return history.pending();
    }

    /** Whether the answer for the architecture is awaited. */
    public boolean isPending(Architecture architecture) {
        return history.isPending(architecture);
    }

    /** What was observed, in order. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** The number of observations. */
    public int size() {
        return observations.size();
    }

    /** The trials, one for each observation, in the same order; a copy. */
    public List<Trial> trials() {
        return List.copyOf(history.trials());
    }

    /** Whether anything was given to the evaluator, whatever its answer. */
    boolean hasBegun() {
        return !places.isEmpty();
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

    /** Whether the architecture was evaluated, whatever the answer, and though it may be awaited. */
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

    /** Whether nothing can be proposed any more: the budget is given out, or the space is exhausted. */
    public boolean isFinished() {
        return history.finished();
    }

    /**
     * Begins to evaluate an architecture, and waits until another can begin. Those that were answered meanwhile join
     * the support set; with one evaluation at a time that is the given one, if the evaluator has an answer.
     *
     * @param embedding where a surrogate with a latent space observes it; empty for where its encoder puts it
     * @return the trials of those that were answered; none if the evaluator has no answer
     */
    public List<Trial> observe(Architecture architecture, Optional<Matrix> embedding, CandidateSource source) {
        // Where it is being evaluated it stays where it was proposed first.
        if (!isPending(architecture)) {
            places.put(architecture.canonical(), embedding);
        }
        return answered(() -> {
            try {
                return history.evaluate(architecture, source);
            } finally {
                // Its answer may also have come where another evaluation failed.
                if (isEvaluated(architecture)) {
                    classes.add(architecture.equivalenceClass());
                }
            }
        });
    }

    /** Waits for the next answer; none if nothing is awaited. */
    List<Trial> await() {
        return answered(history::await);
    }

    /** Waits for all answers. */
    List<Trial> awaitAll() {
        return answered(history::awaitAll);
    }

    private List<Trial> answered(Supplier<List<Trial>> wait) {
        List<Architecture> begun = history.pending();
        try {
            return wait.get();
        } catch (RuntimeException | Error e) {
            // What was running has been given up, and may be proposed again.
            begun.stream().filter(a -> !isEvaluated(a)).forEach(a -> classes.remove(a.equivalenceClass()));
            throw e;
        } finally {
            addAnswered();
        }
    }

    private void addAnswered() {
        List<Trial> trials = history.trials();
        for (Trial trial : trials.subList(observations.size(), trials.size())) {
            Architecture architecture = trial.architecture();
            Optional<Matrix> place = places.getOrDefault(architecture.canonical(), Optional.empty())
                    .or(() -> surrogate instanceof EmbeddingSurrogate latent
                            ? Optional.of(latent.embed(List.of(architecture)))
                            : Optional.empty());
            observations.add(new Observation(architecture, trial.accuracy(), place));
        }
    }

    /**
     * The surrogate conditioned on the support set (lines 6 and 12), and on what the {@link PendingTrials} of the
     * settings assume of architectures whose answers are awaited; hyper-parameters are fitted again when enough is new.
     * To look at it changes nothing of the search: only the loop and its gradient-based explorations decide from which
     * observations on hyper-parameters are counted as fitted.
     */
    public SurrogatePosterior posterior() {
        return belief(conditioned()).posterior();
    }

    /**
     * The posterior, and the best accuracy observed or assumed. What is assumed enters as an observation does: kernel
     * and noise are kept, all that the surrogate infers besides moves ({@link PendingTrials}). Hyper-parameters that
     * were fitted are kept for what follows.
     */
    Belief belief() {
        SurrogatePosterior answered = conditioned();
        if (isFitDue()) {
            fitted = Optional.of(answered);
            fittedAt = observations.size();
        }
        return belief(answered);
    }

    private Belief belief(SurrogatePosterior answered) {
        List<Architecture> pending = history.pending();
        double[] assumed = pending.isEmpty()
                ? new double[0]
                : settings.pending()
                        .assumed(
                                atTheirPlaces(pending, answered),
                                observations.stream()
                                        .mapToDouble(Observation::accuracy)
                                        .toArray());
        if (assumed.length == 0) {
            return new Belief(answered, incumbent());
        }
        List<Observation> all = new ArrayList<>(observations);
        for (int i = 0; i < assumed.length; i++) {
            Architecture architecture = pending.get(i);
            all.add(new Observation(
                    architecture, assumed[i], places.getOrDefault(architecture.canonical(), Optional.empty())));
        }
        return new Belief(
                surrogate.update(all, answered),
                Math.max(incumbent(), Arrays.stream(assumed).max().orElseThrow()));
    }

    /** An exploration's architecture is observed where the ascent was, and so it is predicted there. */
    private Prediction atTheirPlaces(List<Architecture> pending, SurrogatePosterior answered) {
        Candidates encoded = surrogate.encode(pending);
        Prediction predicted = answered.predict(encoded);
        double[] means = predicted.means();
        double[] variances = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            variances[i] = predicted.variance(i);
            double[] own = encoded.embedding(i).map(e -> e.row(0)).orElse(new double[0]);
            double[] place = places.getOrDefault(pending.get(i).canonical(), Optional.empty())
                    .map(e -> e.row(0))
                    .orElse(own);
            if (answered instanceof EmbeddingPosterior latent && !Arrays.equals(place, own)) {
                means[i] = latent.mean(place);
            }
            // It is read as an observation, which a mean of the posterior already is.
            means[i] = answered.observationOf(means[i]);
        }
        return Prediction.of(means, variances);
    }

    private SurrogatePosterior conditioned() {
        if (!isFitDue()) {
            return surrogate.update(observations(), fitted.orElseThrow());
        }
        return fitted.map(earlier -> surrogate.refit(observations(), earlier))
                .orElseGet(() -> surrogate.condition(observations()));
    }

    private boolean isFitDue() {
        return fitted.isEmpty() || observations.size() - fittedAt >= settings.refitEvery();
    }
}
