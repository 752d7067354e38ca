package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.surrogate.ConditionedSurrogate;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.SurrogateCandidates;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.UniqueCells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * GraB-NAS, Algorithm 1: Bayesian optimisation over the cells of the space on the meta-trained surrogate,
 * and in every iteration after the first T_BO a gradient-based exploration from the best architecture so far,
 * whose result is decoded and may lie outside the space.
 *
 * <p>Without refinements it is TNAS (G. Shala et al., "Transfer NAS with Meta-Learned Bayesian Surrogates", ICLR 2023).
 *
 * <pre>{@code
 * GrabNas search = new GrabNas(problem);
 * while (!search.finished()) {
 *     GrabNas.Step step = search.step();   // an Initial, or an Iteration with posterior, path and decoded graph
 * }
 * }</pre>
 */
public final class GrabNas implements ArchitectureSearch {

    /** One step: an initial architecture, or an iteration of the algorithm. */
    public sealed interface Step extends SearchStep {
    }

    /**
     * One of the B architectures of the initial support set (line 4).
     *
     * @param cell the cell
     * @param trials its evaluation; empty if the evaluator could not answer
     */
    public record Initial(Cell cell, List<Trial> trials) implements Step {
    }

    /**
     * One iteration (lines 5 to 20).
     *
     * @param number t, from 1
     * @param model the surrogate that chose the cell (line 6)
     * @param posterior over all cells of the space, in their order, in percent
     * @param incumbent the best accuracy before this step, in percent
     * @param acquisition the function that was maximised (eq. 5)
     * @param value its value at the chosen cell
     * @param cell what was chosen (line 7)
     * @param chosen the evaluation of the cell; empty if the evaluator could not answer
     * @param refinements the gradient-based explorations; none in the first T_BO iterations
     */
    public record Iteration(int number, ConditionedSurrogate model, Prediction posterior, double incumbent,
                            AcquisitionFunction acquisition, double value, Cell cell, List<Trial> chosen,
                            List<Refinement> refinements) implements Step {

        /** Copies the lists. */
        public Iteration {
            chosen = List.copyOf(chosen);
            refinements = List.copyOf(refinements);
        }

        @Override
        public List<Trial> trials() {
            List<Trial> all = new ArrayList<>(chosen);
            refinements.forEach(r -> all.addAll(r.trials()));
            return List.copyOf(all);
        }

        /** The acquisition function at a cell of the space, given by its position there. */
        public double acquisitionAt(int position) {
            return acquisition.value(posterior.mean(position), posterior.standardDeviation(position), incumbent);
        }
    }

    private final SearchProblem problem;
    private final GrabNasSettings settings;
    private final String method;
    private final TrialHistory history;
    private final List<Cell> cells;
    private final List<Cell> initial;
    private final DeepKernelSurrogate surrogate;
    private final SurrogateCandidates candidates;
    private final CandidateDecoder reader;
    private final List<Observation> support = new ArrayList<>();
    private final Set<Cell> known = new HashSet<>();
    private Optional<ConditionedSurrogate> fitted = Optional.empty();
    private int fittedAt;
    private int iteration;
    private int begun;

    /** A search with the default settings, which has not begun. */
    public GrabNas(SearchProblem problem) {
        this("grabnas", problem, GrabNasSettings.defaults());
    }

    /**
     * A search that has not begun.
     *
     * @param method the name under which its trials appear in tables
     * @throws IllegalArgumentException if the problem has no {@link io.github.grabnas.surrogate.MetaLearnedModels}
     */
    public GrabNas(String method, SearchProblem problem, GrabNasSettings settings) {
        this.method = method;
        this.problem = problem;
        this.settings = settings;
        this.history = new TrialHistory(problem);
        this.cells = problem.space().cells();
        MetaCheckpoint checkpoint = problem.models().surrogate(problem.seed());
        List<Cell> best = settings.rawInitial() ? checkpoint.rawInitialCells() : checkpoint.initialCells();
        this.initial = best.stream().filter(problem.space()::contains).limit(settings.initial()).toList();
        this.surrogate = settings.dataset()
                ? DeepKernelSurrogate.of(checkpoint, problem.models().dataset(problem.seed()), settings.priorMean())
                : DeepKernelSurrogate.withoutDataset(checkpoint, settings.priorMean());
        this.candidates = surrogate.candidates(cells);
        Optional<GraphAutoencoder> decoder = settings.refinements().contains(Refinement.By.DECODER)
                ? Optional.of(problem.models().autoencoder(problem.seed())) : Optional.empty();
        Optional<NearestCells> nearest = settings.refinements().contains(Refinement.By.NEAREST_NEIGHBOUR)
                ? Optional.of(new NearestCells(candidates.latents())) : Optional.empty();
        this.reader = new CandidateDecoder(surrogate, cells, new GraphClassifier(problem.space()), settings.typeSequence(), decoder, nearest);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean finished() {
        return history.finished() || iteration >= settings.iterations() || cells.stream().allMatch(history::evaluated);
    }

    @Override
    public List<Trial> trials() {
        return history.trials();
    }

    /** The cells among which Bayesian optimisation chooses, encoded. */
    public SurrogateCandidates candidates() {
        return candidates;
    }

    /** The support set S. */
    public List<Observation> support() {
        return List.copyOf(support);
    }

    @Override
    public Step step() {
        history.requireUnfinished();
        if (iteration >= settings.iterations()) {
            throw new IllegalStateException("the search is finished after " + iteration + " iterations; start a new one with more");
        }
        if (begun < initial.size()) {
            Cell cell = initial.get(begun++);
            return new Initial(cell, observe(cell, surrogate.latents(List.of(cell)), CandidateSource.INITIAL));
        }
        if (support.isEmpty()) {
            Cell cell = cells.stream().filter(c -> !history.evaluated(c)).findFirst().orElseThrow();
            return new Initial(cell, observe(cell, surrogate.latents(List.of(cell)), CandidateSource.INITIAL));
        }
        iteration++;
        ConditionedSurrogate model = condition();
        Prediction posterior = candidates.predict(model);
        double incumbent = history.best();
        int chosen = maximiser(posterior, incumbent);
        double value = acquisition(posterior, chosen, incumbent);
        List<Trial> trials = observe(cells.get(chosen), candidates.latents().selectRows(chosen), CandidateSource.BO);
        List<Refinement> refinements = new ArrayList<>();
        if (iteration > settings.warmUp()) {
            for (Refinement.By by : settings.refinements()) {
                refinements.add(refine(by));
            }
        }
        return new Iteration(iteration, model, posterior, incumbent, settings.acquisition(), value, cells.get(chosen), trials, refinements);
    }

    /** Lines 6 and 12; kernel parameters are fitted anew when enough observations are new. */
    private ConditionedSurrogate condition() {
        if (fitted.isPresent() && support.size() - fittedAt < settings.refitEvery()) {
            return surrogate.condition(settings.conditioning(), support, fitted.get());
        }
        fitted = Optional.of(surrogate.condition(settings.conditioning(), support));
        fittedAt = support.size();
        return fitted.get();
    }

    private List<Trial> observe(Architecture architecture, Matrix latent, CandidateSource origin) {
        List<Trial> trials = history.evaluate(architecture, origin).stream().toList();
        if (architecture instanceof Cell cell) {
            known.add(UniqueCells.representative(cell));
        }
        trials.forEach(t -> support.add(new Observation(architecture, latent, t.accuracy())));
        return trials;
    }

    /** Whether an architecture, or a cell that the benchmark counts as the same, is in S. */
    private boolean isKnown(Architecture architecture) {
        return history.evaluated(architecture) || settings.distinct() && architecture instanceof Cell cell
                && known.contains(UniqueCells.representative(cell));
    }

    /** Line 7. */
    private int maximiser(Prediction posterior, double incumbent) {
        int best = -1;
        int spare = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < cells.size(); c++) {
            if (history.evaluated(cells.get(c))) {
                continue;
            }
            spare = spare < 0 ? c : spare;
            if (!isKnown(cells.get(c))) {
                double value = acquisition(posterior, c, incumbent);
                if (best < 0 || value > highest) {
                    best = c;
                    highest = value;
                }
            }
        }
        return best < 0 ? spare : best;
    }

    private double acquisition(Prediction posterior, int candidate, double incumbent) {
        return settings.acquisition().value(posterior.mean(candidate), posterior.standardDeviation(candidate), incumbent);
    }

    /** Lines 11 to 18. */
    private Refinement refine(Refinement.By by) {
        Observation best = support.stream().max(Comparator.comparingDouble(Observation::accuracy)).orElseThrow();
        Trial start = history.trials().stream().filter(t -> t.accuracy() == best.accuracy()).findFirst().orElseThrow();
        ConditionedSurrogate model = condition();
        LatentGradientAscent ascent = settings.ascent();
        Matrix from = settings.ascendFromEncoded() ? surrogate.latents(List.of(best.architecture())) : best.latent();
        List<LatentGradientAscent.Iterate> path = new ArrayList<>(ascent.from(model, from));
        int last = path.size() - 1;
        int count = settings.proposals();
        List<Integer> places = IntStream.rangeClosed(1, count).mapToObj(i -> Math.round((float) last * i / count)).toList();
        Refinement refinement = arrive(by, start, path, places, model);
        for (int more = 0; settings.walkOn() && more < settings.walkOnSteps() && refinement.outcome() == Refinement.Outcome.KNOWN; more++) {
            Optional<LatentGradientAscent.Iterate> next = ascent.next(model, path.get(path.size() - 1));
            if (next.isEmpty()) {
                break;
            }
            path.add(next.get());
            refinement = arrive(by, start, path, List.of(path.size() - 1), model);
        }
        return refinement;
    }

    /** Lines 14 to 17. */
    private Refinement arrive(Refinement.By by, Trial start, List<LatentGradientAscent.Iterate> path, List<Integer> places,
                              ConditionedSurrogate model) {
        List<DecodedCandidate> proposals = reader.read(by, model, path, places, rule(), support.size(), this::isKnown);
        Optional<DecodedCandidate> best = proposals.stream().filter(DecodedCandidate::isNew)
                .max(Comparator.comparingDouble(p -> p.expected().orElseThrow()));
        if (best.isPresent()) {
            return evaluate(by, start, path, proposals, best.get());
        }
        if (proposals.isEmpty()) {
            ArchitectureGraph graph = start.architecture().graph();
            DecodedCandidate none = new DecodedCandidate(0, graph, reader.read(graph), true, OptionalDouble.empty());
            return new Refinement(start, path, by, proposals, none, Refinement.Outcome.NONE_LEFT, List.of());
        }
        DecodedCandidate last = proposals.get(proposals.size() - 1);
        return new Refinement(start, path, by, proposals, last,
                last.known() ? Refinement.Outcome.KNOWN : Refinement.Outcome.INVALID, List.of());
    }

    private Refinement evaluate(Refinement.By by, Trial start, List<LatentGradientAscent.Iterate> path, List<DecodedCandidate> proposals, DecodedCandidate chosen) {
        if (history.finished()) {
            return new Refinement(start, path, by, proposals, chosen, Refinement.Outcome.NO_BUDGET, List.of());
        }
        Architecture architecture = chosen.architecture().orElseThrow();
        Matrix latent = settings.encodeAnew() ? surrogate.latents(List.of(architecture)) : path.get(chosen.place()).latent();
        List<Trial> trials = observe(architecture, latent, CandidateSource.GRADIENT);
        return new Refinement(start, path, by, proposals, chosen,
                trials.isEmpty() ? Refinement.Outcome.UNANSWERED : Refinement.Outcome.EVALUATED, trials);
    }

    private DecodingRule rule() {
        return settings.sampled() ? new DecodingRule.Sampled(problem.seed() * 1_000_003 + iteration) : new DecodingRule.Argmax();
    }
}
