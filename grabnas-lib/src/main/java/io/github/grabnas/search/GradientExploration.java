package io.github.grabnas.search;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.LatentGradientAscent.Iterate;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.GraphMatching;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.EmbeddingPosterior;
import io.github.grabnas.surrogate.EmbeddingSurrogate;
import io.github.grabnas.surrogate.Observation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The gradient-based exploration of Algorithm 1, lines 11 to 18: an ascent on the posterior mean from the best
 * architecture so far, and a way back from its end to an architecture, which is evaluated if it is new.
 *
 * <p>It goes with any surrogate that has a latent space, and with any {@link CandidateDecoder}:
 *
 * <pre>{@code
 * var exploration = new GradientExploration(surrogate, new NearestArchitectures(loop.candidates()), problem.space(),
 *         ExplorationSettings.defaults().withAscent(new LatentGradientAscent(0.3, 1)));
 * }</pre>
 */
public final class GradientExploration implements Exploration {

    /**
     * What an exploration did.
     *
     * @param start the trial with the highest accuracy, G*
     * @param trajectory of the ascent; its first iterate is where it began
     * @param wayBack the {@link CandidateDecoder#name}
     * @param candidates what iterates were decoded to: the last one, unless more were asked for; none if nothing was
     *     left
     * @param chosen the candidate that was evaluated; the last one if none was new, and where the ascent began if there
     *     was none
     * @param outcome what became of the chosen one
     * @param trials its evaluation; empty unless it was evaluated. With several evaluations at a time: those whose
     *     answers came meanwhile
     */
    public record Result(
            Trial start,
            List<Iterate> trajectory,
            String wayBack,
            List<DecodedCandidate> candidates,
            DecodedCandidate chosen,
            Outcome outcome,
            List<Trial> trials)
            implements SearchStep {

        /** Copies the lists. */
        public Result {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(wayBack, "wayBack");
            Objects.requireNonNull(chosen, "chosen");
            Objects.requireNonNull(outcome, "outcome");
            trajectory = List.copyOf(trajectory);
            candidates = List.copyOf(candidates);
            trials = List.copyOf(trials);
        }

        /** The graph of the chosen candidate. */
        public ArchitectureGraph graph() {
            return chosen.graph();
        }

        /** What that graph is. */
        public GraphClassification classification() {
            return chosen.classification();
        }
    }

    /** What became of a candidate. */
    public enum Outcome {
        /** It was evaluated and joined the support set. */
        EVALUATED,
        /** It is known already, mostly because it is in the support set; line 15 leaves it out. */
        KNOWN,
        /** Its evaluation has begun; with several at a time, the answer comes in a later step. */
        PENDING,
        /** It is a valid architecture, but the evaluator has no answer for it, as a table has none for a novel one. */
        UNANSWERED,
        /** It is no architecture. */
        INVALID,
        /** No architecture was left that is not in the support set. */
        NONE_LEFT,
        /** The budget was used up. */
        NO_BUDGET
    }

    /** One way that an ascent went: the same for every candidate that is decoded from it. */
    private record Ascent(Trial start, List<Iterate> trajectory, EmbeddingPosterior posterior) {}

    private final EmbeddingSurrogate surrogate;
    private final CandidateDecoder decoder;
    private final GraphClassifier classifier;
    private final GraphMatching matching;
    private final ExplorationSettings settings;

    /** An exploration whose decoded graphs are matched by the function that they compute. */
    public GradientExploration(
            EmbeddingSurrogate surrogate, CandidateDecoder decoder, SearchSpace space, ExplorationSettings settings) {
        this(surrogate, decoder, space, GraphMatching.EXACT, settings);
    }

    /**
     * An exploration.
     *
     * @param surrogate the one that the search conditions
     * @param decoder the way back from the latent space
     * @param space the one that is searched; decoded graphs may lie outside
     * @param matching by what decoded graphs are matched with architectures
     */
    public GradientExploration(
            EmbeddingSurrogate surrogate,
            CandidateDecoder decoder,
            SearchSpace space,
            GraphMatching matching,
            ExplorationSettings settings) {
        this.surrogate = surrogate;
        this.decoder = decoder;
        this.classifier = new GraphClassifier(space);
        this.matching = matching;
        this.settings = settings;
    }

    /** The surrogate by which architectures are embedded. */
    EmbeddingSurrogate surrogate() {
        return surrogate;
    }

    @Override
    public Result explore(SupportSet support, int iteration) {
        int best = support.best();
        Observation start = support.observations().get(best);
        if (!(support.belief().posterior() instanceof EmbeddingPosterior posterior)) {
            throw new IllegalArgumentException(
                    "the search's surrogate has no gradient; take one with a latent space, such as "
                            + "DeepKernelSurrogate");
        }
        Matrix from = settings.startAt() == ExplorationSettings.StartAt.ENCODED
                ? surrogate.embed(List.of(start.architecture()))
                : start.embedding().orElseGet(() -> surrogate.embed(List.of(start.architecture())));
        List<Iterate> trajectory = new ArrayList<>(settings.ascent().from(posterior, from));
        int last = trajectory.size() - 1;
        int count = settings.proposals();
        List<Integer> places = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Math.round((float) last * i / count))
                .toList();
        Ascent ascent = new Ascent(support.trials().get(best), trajectory, posterior);
        Result result = arrive(ascent, places, support, iteration, 0);
        for (int more = 1;
                settings.continueUntilNew()
                        && more <= settings.maxExtraSteps()
                        && (result.outcome() == Outcome.KNOWN || result.outcome() == Outcome.INVALID);
                more++) {
            Optional<Iterate> next = settings.ascent().next(posterior, trajectory.get(trajectory.size() - 1));
            if (next.isEmpty()) {
                break;
            }
            trajectory.add(next.get());
            result = arrive(ascent, List.of(trajectory.size() - 1), support, iteration, more);
        }
        return result;
    }

    /**
     * Lines 14 to 17.
     *
     * @param further how many steps after the end of the ascent; 0 for the ascent itself
     */
    private Result arrive(Ascent ascent, List<Integer> places, SupportSet support, int iteration, int further) {
        List<DecodedCandidate> candidates = decode(ascent, places, support, iteration, further);
        Optional<DecodedCandidate> best = candidates.stream()
                .filter(DecodedCandidate::isNew)
                .max(Comparator.comparingDouble(c -> c.expected().orElseThrow()));
        if (best.isPresent()) {
            return evaluate(ascent, candidates, best.get(), support);
        }
        if (candidates.isEmpty()) {
            ArchitectureGraph graph = ascent.start().architecture().graph();
            DecodedCandidate none =
                    new DecodedCandidate(0, graph, matching.classify(classifier, graph), true, OptionalDouble.empty());
            return result(ascent, candidates, none, Outcome.NONE_LEFT, List.of());
        }
        DecodedCandidate last = candidates.get(candidates.size() - 1);
        return result(ascent, candidates, last, last.known() ? Outcome.KNOWN : Outcome.INVALID, List.of());
    }

    private List<DecodedCandidate> decode(
            Ascent ascent, List<Integer> places, SupportSet support, int iteration, int further) {
        Matrix embeddings = Matrix.ofRows(places.stream()
                .map(p -> ascent.trajectory().get(p).embedding().row(0))
                .toArray(double[][]::new));
        List<Optional<ArchitectureGraph>> graphs = further == 0
                ? decoder.decode(embeddings, support, iteration)
                : decoder.decodeFurther(embeddings, support, iteration, further);
        Map<Architecture, OptionalDouble> expected = new HashMap<>();
        List<DecodedCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            graphs.get(i).ifPresent(graph -> candidates.add(candidate(ascent, place, graph, support, expected)));
        }
        return candidates;
    }

    private DecodedCandidate candidate(
            Ascent ascent,
            int place,
            ArchitectureGraph graph,
            SupportSet support,
            Map<Architecture, OptionalDouble> expected) {
        GraphClassification classification = matching.classify(classifier, graph);
        Optional<Architecture> architecture = classification.architecture();
        if (architecture.isEmpty() || support.isKnown(architecture.get())) {
            return new DecodedCandidate(place, graph, classification, architecture.isPresent(), OptionalDouble.empty());
        }
        return new DecodedCandidate(
                place,
                graph,
                classification,
                false,
                expected.computeIfAbsent(
                        architecture.get(),
                        a -> OptionalDouble.of(ascent.posterior()
                                .mean(surrogate.embed(List.of(a)).row(0)))));
    }

    private Result evaluate(
            Ascent ascent, List<DecodedCandidate> candidates, DecodedCandidate chosen, SupportSet support) {
        if (support.isFinished()) {
            return result(ascent, candidates, chosen, Outcome.NO_BUDGET, List.of());
        }
        Optional<Matrix> place = settings.observeAt() == ExplorationSettings.ObserveAt.ENCODED
                ? Optional.empty()
                : Optional.of(ascent.trajectory().get(chosen.iterate()).embedding());
        Architecture architecture = chosen.architecture().orElseThrow();
        List<Trial> trials = support.observe(architecture, place, CandidateSource.GRADIENT);
        boolean answered = trials.stream().anyMatch(t -> t.architecture().equals(architecture));
        Outcome outcome =
                support.isPending(architecture) ? Outcome.PENDING : answered ? Outcome.EVALUATED : Outcome.UNANSWERED;
        return result(ascent, candidates, chosen, outcome, trials);
    }

    private Result result(
            Ascent ascent,
            List<DecodedCandidate> candidates,
            DecodedCandidate chosen,
            Outcome outcome,
            List<Trial> trials) {
        return new Result(ascent.start(), ascent.trajectory(), decoder.name(), candidates, chosen, outcome, trials);
    }
}
