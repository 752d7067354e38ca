package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureEncoding;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Bayesian optimisation over the architectures of a space (paper, sec. 3.1.1; Algorithm 1, lines 4 to 8): a surrogate
 * is conditioned on what was evaluated, and the architecture that maximises an acquisition function over all others is
 * evaluated next.
 *
 * <p>Any {@link Surrogate} goes with any {@link AcquisitionFunction}:
 *
 * <pre>{@code
 * Surrogate surrogate = new GaussianProcessSurrogate(new OneHotOperations());
 * var search = new BayesianOptimization("bo, ucb", problem, surrogate, initialCells,
 *         LoopSettings.defaults().withAcquisition(new UpperConfidenceBound(2)));
 * }</pre>
 *
 * <p>With the meta-trained {@link io.github.grabnas.surrogate.DeepKernelSurrogate} it is TNAS (G. Shala et al.,
 * "Transfer NAS with Meta-Learned Bayesian Surrogates", ICLR 2023); with a Gaussian process on one-hot operations and
 * random initial cells it is the baseline {@code bo-onehot}, which uses nothing from other datasets. {@link GrabNas}
 * adds explorations.
 */
public final class BayesianOptimization implements ArchitectureSearch {

    /** One architecture evaluated: of the initial design, or because the acquisition function chose it. */
    public sealed interface Step extends SearchStep {

        /** The architecture. */
        Architecture architecture();
    }

    /**
     * One architecture of the initial design (line 4).
     *
     * @param architecture what was evaluated
     * @param trials its evaluation; empty if the evaluator has no answer. With several evaluations at a time: those
     *     whose answers came during the step
     */
    public record Initial(Architecture architecture, List<Trial> trials) implements Step {

        /** Copies the list. */
        public Initial {
            Objects.requireNonNull(architecture, "architecture");
            trials = List.copyOf(trials);
        }
    }

    /**
     * One architecture chosen by the acquisition function (lines 5 to 8).
     *
     * @param number t, from 1
     * @param model the surrogate after the observations so far (line 6), and after what was assumed of pending ones
     * @param posterior its prediction for all architectures of the space, in their order, in the unit of the
     *     observations
     * @param incumbent the best accuracy before this step, observed or assumed
     * @param acquisition the function that was maximised (eq. 5)
     * @param value its value at the chosen architecture, the largest of all that were not known
     * @param architecture what was chosen (line 7)
     * @param trials its evaluation; empty if the evaluator has no answer. With several evaluations at a time: those
     *     whose answers came during the step
     * @param pending with several evaluations at a time: the architectures whose answers were awaited when this one was
     *     chosen
     */
    public record Iteration(
            int number,
            SurrogatePosterior model,
            Prediction posterior,
            double incumbent,
            AcquisitionFunction acquisition,
            double value,
            Architecture architecture,
            List<Trial> trials,
            List<Architecture> pending)
            implements Step {

        /** Copies the lists. */
        public Iteration {
            trials = List.copyOf(trials);
            pending = List.copyOf(pending);
        }

        /** The acquisition function at an architecture of the space, given by its position there. */
        public double acquisitionAt(int position) {
            return acquisition.value(posterior.mean(position), posterior.standardDeviation(position), incumbent);
        }
    }

    private final String method;
    private final LoopSettings settings;
    private final AcquisitionFunction acquisition;
    private final List<Architecture> initial;
    private final Surrogate surrogate;
    private final Candidates candidates;
    private final SupportSet support;
    private final Random random;
    private int iteration;
    /** What an iteration chose whose evaluation was given up. */
    private Optional<Choice> due = Optional.empty();
    /** Trials that no step has returned yet: those of a step that a failure ended come with the next one. */
    private final List<Trial> undelivered = new ArrayList<>();

    /**
     * What lines 6 and 7 come to.
     *
     * @param observations how many there were
     * @param pending what was awaited
     */
    private record Choice(
            int observations,
            List<Architecture> pending,
            SupportSet.Belief belief,
            Prediction posterior,
            int candidate,
            double value) {}

    /**
     * The baseline {@code bo-onehot} with its default settings: five random architectures first, then expected
     * improvement.
     */
    public BayesianOptimization(SearchProblem problem) {
        this(
                "bo-onehot",
                problem,
                new GaussianProcessSurrogate(ArchitectureEncoding.of(problem.space())),
                randomDesign(problem),
                LoopSettings.defaults().withDistinct(false));
    }

    /**
     * A search that has not begun.
     *
     * @param method the name under which its trials appear in tables
     * @param initial the initial design, of which the first {@code settings.initial()} that belong to the space are
     *     evaluated, each once, and of equivalent ones the first where the settings evaluate these once
     * @throws IllegalArgumentException if the surrogate cannot encode an architecture of the space
     */
    public BayesianOptimization(
            String method,
            SearchProblem problem,
            Surrogate surrogate,
            List<? extends Architecture> initial,
            LoopSettings settings) {
        this(method, problem, surrogate, initial, none -> List.of(), settings);
    }

    /**
     * The same with architectures that fill the initial design up to {@code settings.initial()}.
     *
     * @param further gives them, the first one first, where the design is short of some
     */
    BayesianOptimization(
            String method,
            SearchProblem problem,
            Surrogate surrogate,
            List<? extends Architecture> initial,
            Function<Candidates, List<Architecture>> further,
            LoopSettings settings) {
        this.method = method;
        this.settings = settings;
        this.acquisition = settings.pending().acquisition(settings.acquisition());
        this.surrogate = surrogate;
        this.candidates = surrogate.encode(problem.space().architectures());
        this.initial = InitialDesign.choose(initial, () -> further.apply(candidates), problem.space(), settings);
        this.support = new SupportSet(problem, surrogate, settings);
        this.random = problem.random();
    }

    /** All architectures of the space in a random order, decided by the problem's seed. */
    public static List<Architecture> randomDesign(SearchProblem problem) {
        List<Architecture> shuffled = new ArrayList<>(problem.space().architectures());
        Collections.shuffle(shuffled, problem.random());
        return shuffled;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean finished() {
        return support.isFinished() || iteration >= settings.iterations();
    }

    @Override
    public List<Trial> trials() {
        return support.trials();
    }

    /** Whether anything was proposed. */
    boolean hasBegun() {
        return iteration > 0 || support.hasBegun();
    }

    /** The surrogate. */
    public Surrogate surrogate() {
        return surrogate;
    }

    /** The architectures among which the search chooses, encoded, in the order of every posterior. */
    public Candidates candidates() {
        return candidates;
    }

    /** The support set S. */
    public SupportSet support() {
        return support;
    }

    @Override
    public Step step() {
        if (finished()) {
            throw new IllegalStateException("the search is finished after " + trials().size() + " evaluations and "
                    + iteration + " iterations; start a new one for more");
        }
        Optional<Architecture> begin =
                initial.stream().filter(a -> !support.isKnown(a)).findFirst();
        if (begin.isPresent()) {
            return initial(begin.get());
        }
        // Without any answer there is nothing to condition on.
        while (support.size() == 0 && !support.pending().isEmpty()) {
            undelivered.addAll(support.await());
        }
        if (support.size() == 0) {
            return initial(candidates.architectures().get(randomUnevaluated()));
        }
        return iteration();
    }

    private Iteration iteration() {
        Choice choice = due.filter(this::isUpToDate).orElseGet(this::choose);
        // Chosen again after an evaluation that was given up, it would cost random numbers twice.
        due = Optional.of(choice);
        Architecture architecture = candidates.architectures().get(choice.candidate());
        undelivered.addAll(support.observe(architecture, candidates.embedding(choice.candidate()), CandidateSource.BO));
        if (support.isFinished() || iteration + 1 == settings.iterations()) {
            undelivered.addAll(support.awaitAll());
        }
        // Counted only now: while others are awaited it may still be given up.
        due = Optional.empty();
        iteration++;
        return new Iteration(
                iteration,
                choice.belief().posterior(),
                choice.posterior(),
                choice.belief().incumbent(),
                acquisition,
                choice.value(),
                architecture,
                delivered(),
                choice.pending());
    }

    private List<Trial> delivered() {
        List<Trial> delivered = List.copyOf(undelivered);
        undelivered.clear();
        return delivered;
    }

    /** Lines 6 and 7. */
    private Choice choose() {
        List<Architecture> pending = support.pending();
        SupportSet.Belief belief = support.belief();
        Prediction posterior = settings.pending().predict(belief.posterior(), candidates, random);
        if (posterior.count() != candidates.count()) {
            throw new IllegalStateException("surrogate '" + surrogate.name() + "' predicted " + posterior.count()
                    + " of " + candidates.count() + " candidates; expected all of them, in their order");
        }
        int chosen = maximiser(posterior, belief.incumbent());
        return new Choice(
                support.size(), pending, belief, posterior, chosen, acquisition(posterior, chosen, belief.incumbent()));
    }

    private boolean isUpToDate(Choice choice) {
        return choice.observations() == support.size()
                && choice.pending().equals(support.pending())
                && !support.isEvaluated(candidates.architectures().get(choice.candidate()));
    }

    private Initial initial(Architecture architecture) {
        undelivered.addAll(support.observe(architecture, Optional.empty(), CandidateSource.INITIAL));
        return new Initial(architecture, delivered());
    }

    /**
     * Line 7: the best candidate that is not known; of equal ones one at random. If only equivalent ones are left, one
     * of them.
     */
    private int maximiser(Prediction posterior, double incumbent) {
        int best = -1;
        int equals = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < candidates.count(); c++) {
            double value = acquisition(posterior, c, incumbent);
            // What cannot win need not be looked up.
            if (value < highest || support.isKnown(candidates.architectures().get(c))) {
                continue;
            }
            if (best < 0 || value > highest) {
                best = c;
                highest = value;
                equals = 1;
            } else if (value == highest && random.nextInt(++equals) == 0) {
                best = c;
            }
        }
        return best < 0 ? randomUnevaluated() : best;
    }

    private double acquisition(Prediction posterior, int candidate, double incumbent) {
        double mean = posterior.mean(candidate);
        double deviation = posterior.standardDeviation(candidate);
        double value = acquisition.value(mean, deviation, incumbent);
        // Nothing would be larger than it, and so it would win.
        if (Double.isNaN(value)) {
            throw new IllegalStateException("the acquisition function is no number at '"
                    + candidates.architectures().get(candidate).text() + "': mean " + mean + ", standard deviation "
                    + deviation + ", incumbent " + incumbent);
        }
        return value;
    }

    private int randomUnevaluated() {
        int[] left = IntStream.range(0, candidates.count())
                .filter(c -> !support.isEvaluated(candidates.architectures().get(c)))
                .toArray();
        return left[random.nextInt(left.length)];
    }
}
