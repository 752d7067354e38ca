package io.github.grabnas.search;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * GraB-NAS, Algorithm 1: Bayesian optimisation over the architectures of the space, and in every iteration after the
 * first T_BO an exploration of the latent space, whose result is decoded and may lie outside the space.
 *
 * <pre>{@code
 * GrabNas search = new GrabNas(problem);
 * while (!search.finished()) {
 *     GrabNas.Step step = search.step();   // an Initial, or an Iteration with posterior, trajectory and decoded graph
 * }
 * }</pre>
 *
 * <p>It is built from parts: any {@link BayesianOptimization} and any {@link Exploration}s that fit its surrogate.
 *
 * <pre>{@code
 * DeepKernelSurrogate surrogate = SurrogateSettings.defaults().surrogate(problem);
 * var loop = new BayesianOptimization("grabnas, knn, ucb", problem, surrogate, initialCells, loopSettings);
 * var search = new GrabNas(loop, 5, List.of(new GradientExploration(surrogate, new
 * NearestArchitectures(loop.candidates()),
 *         problem.space(), ExplorationSettings.defaults())));
 * }</pre>
 */
public final class GrabNas implements ArchitectureSearch {

    /** One step: an initial architecture, or an iteration of the algorithm. */
    public sealed interface Step extends SearchStep {}

    /**
     * One of the B architectures of the initial support set (line 4).
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
     * One iteration (lines 5 to 20).
     *
     * @param choice what Bayesian optimisation did (lines 6 to 8)
     * @param explorations what the explorations did (lines 11 to 18); none in the first T_BO iterations
     */
    public record Iteration(BayesianOptimization.Iteration choice, List<SearchStep> explorations) implements Step {

        /** Copies the list. */
        public Iteration {
            explorations = List.copyOf(explorations);
        }

        /** t, from 1. */
        public int number() {
            return choice.number();
        }

        /** The surrogate's prediction for all architectures of the space before this iteration. */
        public Prediction posterior() {
            return choice.posterior();
        }

        /** The gradient-based ones among the explorations. */
        public List<GradientExploration.Result> gradientExplorations() {
            return explorations.stream()
                    .filter(GradientExploration.Result.class::isInstance)
                    .map(GradientExploration.Result.class::cast)
                    .toList();
        }

        @Override
        public List<Trial> trials() {
            List<Trial> all = new ArrayList<>(choice.trials());
            explorations.forEach(e -> all.addAll(e.trials()));
            return List.copyOf(all);
        }
    }

    private final BayesianOptimization loop;
    private final int warmUp;
    private final List<Exploration> explorations;
    /** The iteration of which explorations are still due, since one of them was given up. */
    private Optional<BayesianOptimization.Iteration> begun = Optional.empty();
    /** What its other explorations did. */
    private final List<SearchStep> explored = new ArrayList<>();

    /**
     * The method with its default settings.
     *
     * @throws IllegalArgumentException if the problem has no {@link io.github.grabnas.surrogate.MetaLearnedModels}
     */
    public GrabNas(SearchProblem problem) {
        this((GrabNas) SearchMethod.GRABNAS.start(problem));
    }

    private GrabNas(GrabNas other) {
        this(other.loop, other.warmUp, other.explorations);
    }

    /**
     * A search from parts.
     *
     * @param loop a Bayesian optimisation that has not begun
     * @param warmUp T_BO, so many iterations without exploration
     * @param explorations what is done in every later iteration, in this order; none for Bayesian optimisation alone
     * @throws IllegalArgumentException if the optimisation has begun, or a {@link GradientExploration} embeds
     *     architectures by another surrogate than the one that the optimisation conditions
     */
    public GrabNas(BayesianOptimization loop, int warmUp, List<? extends Exploration> explorations) {
        if (warmUp < 0) {
            throw new IllegalArgumentException("warm-up " + warmUp + ": expected 0 or more iterations");
        }
        if (loop.hasBegun()) {
            throw new IllegalArgumentException("the search '" + loop.method() + "' has begun, with "
                    + loop.trials().size() + " evaluations; expected one that has not; make a new one from its parts");
        }
        explorations.forEach(exploration -> requireSurrogateOf(loop, exploration));
        this.loop = loop;
        this.warmUp = warmUp;
        this.explorations = List.copyOf(explorations);
    }

    @SuppressWarnings("ReferenceEquality") // Two surrogates of equal weights may still infer different things.
    private static void requireSurrogateOf(BayesianOptimization loop, Exploration exploration) {
        if (exploration instanceof GradientExploration gradient && gradient.surrogate() != loop.surrogate()) {
            throw new IllegalArgumentException("an exploration has another surrogate, '"
                    + gradient.surrogate().name() + "', than the search, '"
                    + loop.surrogate().name() + "'; give both the same object");
        }
    }

    @Override
    public String method() {
        return loop.method();
    }

    @Override
    public boolean finished() {
        return begun.isEmpty() && loop.finished();
    }

    @Override
    public List<Trial> trials() {
        return loop.trials();
    }

    /** The architectures among which Bayesian optimisation chooses, encoded. */
    public Candidates candidates() {
        return loop.candidates();
    }

    /** The embeddings x^G of the candidates, one row each. */
    public Matrix embeddings() {
        return Matrix.ofRows(java.util.stream.IntStream.range(0, candidates().count())
                .mapToObj(i -> candidates().embedding(i).orElseThrow().row(0))
                .toArray(double[][]::new));
    }

    /** The support set S. */
    public SupportSet support() {
        return loop.support();
    }

    /**
     * {@inheritDoc} If an exploration is given up, since the thread was interrupted or the evaluator failed, the next
     * step does what is left of the iteration.
     */
    @Override
    public Step step() {
        if (begun.isEmpty()) {
            BayesianOptimization.Step step = loop.step();
            if (!(step instanceof BayesianOptimization.Iteration choice)) {
                return new Initial(step.architecture(), step.trials());
            }
            begun = Optional.of(choice);
        }
        Iteration iteration = explored(begun.get());
        begun = Optional.empty();
        explored.clear();
        return iteration;
    }

    private Iteration explored(BayesianOptimization.Iteration choice) {
        if (choice.number() > warmUp) {
            explorations.stream()
                    .skip(explored.size())
                    .forEach(exploration -> explored.add(exploration.explore(loop.support(), choice.number())));
        }
        if (loop.finished() && !loop.support().pending().isEmpty()) {
            return new Iteration(
                    choice, with(explored, new Awaited(loop.support().awaitAll())));
        }
        return new Iteration(choice, explored);
    }

    private static List<SearchStep> with(List<SearchStep> steps, SearchStep last) {
        List<SearchStep> all = new ArrayList<>(steps);
        all.add(last);
        return all;
    }
}
