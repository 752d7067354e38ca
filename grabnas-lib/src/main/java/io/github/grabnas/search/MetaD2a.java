package io.github.grabnas.search;

import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.GraphMatching;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The baseline MetaD2A (H. Lee, E. Hyung and S. J. Hwang, "Rapid Neural Architecture Search by Learning to Generate
 * Graphs from Datasets", ICLR 2021): a generator conditioned on the dataset proposes graphs, a predictor ranks those
 * that are architectures, and they are evaluated in this order. Nothing that the evaluator answers changes what comes
 * next. When all candidates are evaluated and the budget is not, new ones are generated and ranked.
 *
 * <p>The public code draws instances of the dataset anew for every latent vector and predicts with the mean over ten
 * draws; here all of a search is done with the one draw that its seed has
 * ({@link io.github.grabnas.surrogate.MetaLearnedModels#dataset}).
 *
 * <p>What is generated may lie outside the space: a cell that was pruned away, or a novel architecture. It is evaluated
 * if the evaluator can answer; what it cannot answer costs nothing.
 */
public final class MetaD2a implements ArchitectureSearch {

    /**
     * What the search is made of.
     *
     * @param candidates how many different architectures are generated before they are ranked, at least 1
     * @param matching by what generated graphs are matched with architectures
     */
    public record Settings(int candidates, GraphMatching matching) {

        /** Checks the count. */
        public Settings {
            Objects.requireNonNull(matching, "matching");
            if (candidates < 1) {
                throw new IllegalArgumentException("candidates " + candidates + ": expected at least 1 architecture");
            }
        }

        /**
         * 500 candidates, as the public code's documentation says for CIFAR-10 and CIFAR-100, matched by their
         * function.
         */
        public static Settings defaults() {
            return new Settings(500, GraphMatching.EXACT);
        }
    }

    /**
     * One candidate evaluated.
     *
     * @param rank its place among those with which it was ranked, from 1
     * @param predicted the accuracy that the predictor expects, in percent, as of a training on a meta-training task
     * @param graph what the generator made
     * @param classification what it was read as; never {@link Invalid}
     * @param trials its evaluation; empty if the evaluator could not answer. With several evaluations at a time: those
     *     whose answers came during the step
     */
    public record Step(
            int rank, double predicted, ArchitectureGraph graph, GraphClassification classification, List<Trial> trials)
            implements SearchStep {

        /** Copies the list. */
        public Step {
            Objects.requireNonNull(graph, "graph");
            Objects.requireNonNull(classification, "classification");
            trials = List.copyOf(trials);
        }
    }

    /** An architecture that was generated. */
    private record Candidate(ArchitectureGraph graph, GraphClassification classification, Architecture architecture) {}

    /** A candidate that waits for its turn. */
    private record Ranked(int rank, double predicted, Candidate candidate) {}

    /** After so many times as many graphs as candidates are wanted, the generator is taken to have no more. */
    private static final int MOST_DRAWS = 40;

    private final SearchProblem problem;
    private final Settings settings;
    private final TrialHistory history;
    private final MetaD2aCheckpoint checkpoint;
    private final GraphClassifier classifier;
    private final Random random;
    private final Set<Architecture> proposed = new HashSet<>();
    private final ProposalQueue<Ranked> waiting;
    /** Trials that no step has returned yet: those of a step that a failure ended come with the next one. */
    private final List<Trial> undelivered = new ArrayList<>();
    /** The candidate whose step a failure ended after its evaluation had begun. */
    private Optional<Ranked> begun = Optional.empty();

    private boolean exhausted;

    /** A search that has not begun, with the default settings. */
    public MetaD2a(SearchProblem problem) {
        this(problem, Settings.defaults());
    }

    /**
     * A search that has not begun.
     *
     * @throws IllegalArgumentException if the problem has no meta-learned models, or its quantity is to be minimised
     */
    public MetaD2a(SearchProblem problem, Settings settings) {
        Quantity quantity = problem.evaluator().quantity();
        if (quantity.direction() == Quantity.Direction.MINIMIZE) {
            throw new IllegalArgumentException("metad2a evaluates first what it predicts to be most accurate, and '"
                    + quantity.name() + "' is to be minimised; expected a quantity to be maximised; take another "
                    + "method, such as bo-onehot");
        }
        this.problem = problem;
        this.settings = settings;
        this.history = new TrialHistory(problem);
        this.waiting = new ProposalQueue<>(history, ranked -> ranked.candidate().architecture());
        this.checkpoint = problem.models().generator(problem.seed());
        this.classifier = new GraphClassifier(problem.space());
        this.random = problem.random();
    }

    @Override
    public String method() {
        return "metad2a";
    }

    @Override
    public boolean finished() {
        return exhausted || history.finished();
    }

    @Override
    public Step step() {
        if (exhausted) {
            throw new IllegalStateException("the search is finished after " + trials().size()
                    + " evaluations: the generator makes nothing new");
        }
        history.requireUnfinished();
        Ranked next = begun.filter(
                        ranked -> history.evaluated(ranked.candidate().architecture()))
                .orElseGet(this::evaluateNext);
        begun = Optional.of(next);
        if (waiting.isEmpty() && !history.finished()) {
            generate();
            if (waiting.isEmpty()) {
                undelivered.addAll(waiting.awaitAll());
                exhausted = true;
            }
        }
        begun = Optional.empty();
        List<Trial> trials = List.copyOf(undelivered);
        undelivered.clear();
        Candidate candidate = next.candidate();
        return new Step(next.rank(), next.predicted(), candidate.graph(), candidate.classification(), trials);
    }

    private Ranked evaluateNext() {
        if (waiting.isEmpty()) {
            generate();
        }
        Ranked next = waiting.next();
        undelivered.addAll(waiting.evaluateNext(CandidateSource.GENERATED));
        return next;
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(history.trials());
    }

    /** How many candidates the evaluator could not answer so far. */
    public int unanswered() {
        return history.unanswered();
    }

    private void generate() {
        DatasetSample dataset = problem.models()
                .dataset(problem.seed())
                .orElseThrow(() ->
                        new IllegalArgumentException("metad2a generates architectures from a dataset, and target '"
                                + problem.evaluator().target() + "' has no images; give some, or take another method"));
        List<Candidate> found = new ArrayList<>();
        for (int draw = 0; draw < MOST_DRAWS && found.size() < settings.candidates(); draw++) {
            for (ArchitectureGraph graph : checkpoint.generate(dataset, settings.candidates(), random.nextLong())) {
                read(graph)
                        .filter(c -> found.size() < settings.candidates() && proposed.add(c.architecture()))
                        .ifPresent(found::add);
            }
        }
        if (proposed.isEmpty()) {
            throw new IllegalStateException("none of " + MOST_DRAWS * settings.candidates()
                    + " generated graphs is an architecture; " + "train the generator for longer");
        }
        if (!found.isEmpty()) {
            rank(dataset, found);
        }
    }

    private Optional<Candidate> read(ArchitectureGraph graph) {
        GraphClassification classification = settings.matching().classify(classifier, graph);
        return classification.architecture().map(architecture -> new Candidate(graph, classification, architecture));
    }

    private void rank(DatasetSample dataset, List<Candidate> found) {
        double[] predicted = checkpoint.predict(
                dataset, found.stream().map(Candidate::architecture).toList());
        List<Integer> order = IntStream.range(0, predicted.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -predicted[i]))
                .toList();
        waiting.addAll(IntStream.range(0, order.size())
                .mapToObj(place -> new Ranked(place + 1, predicted[order.get(place)], found.get(order.get(place))))
                .toList());
    }
}
