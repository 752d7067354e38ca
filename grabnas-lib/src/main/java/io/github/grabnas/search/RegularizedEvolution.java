package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassifier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Regularised evolution (E. Real et al., "Regularized Evolution for Image Classifier Architecture Search", AAAI 2019):
 * a population in which the best of a random sample begets a mutated child and the oldest member dies. The sample is
 * drawn without replacement, so that no member competes with itself; the publication draws with replacement.
 *
 * <p>A mutation gives one edge of a cell another operation; of another graph it gives one node another operation, or
 * adds or removes an edge. Since the budget counts distinct architectures, a child must belong to the space and not be
 * evaluated yet. Of a cell it is drawn evenly from all such children; only where none is left, from those that differ
 * in two edges. Of another graph mutation is repeated, each time of the parent, and given up after {@value #ATTEMPTS}
 * attempts. Where no child is found a random architecture takes its place.
 */
public final class RegularizedEvolution implements ArchitectureSearch {

    private static final int ATTEMPTS = 1_000;

    /**
     * The sizes of the population and of the tournament.
     *
     * @param population how many members live at a time, at least 2
     * @param sample how many of them compete to be the parent, 1 to {@code population}
     */
    public record Settings(int population, int sample) {

        /** Checks the ranges. */
        public Settings {
            if (population < 2) {
                throw new IllegalArgumentException("population " + population + ": expected at least 2");
            }
            if (sample < 1 || sample > population) {
                throw new IllegalArgumentException(
                        "sample " + sample + ": expected 1 to the population, " + population);
            }
        }

        /** A population of 10 and samples of 3, as in NATS-Bench's public runs. */
        public static Settings defaults() {
            return new Settings(10, 3);
        }
    }

    /**
     * One architecture evaluated.
     *
     * @param parent the trial whose architecture was mutated; empty while the first population is drawn
     * @param child what was evaluated
     * @param trials its evaluation; empty if the evaluator has no answer. With several evaluations at a time: those
     *     whose answers came during the step
     */
    public record Step(Optional<Trial> parent, Architecture child, List<Trial> trials) implements SearchStep {

        /** Copies the list. */
        public Step {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(child, "child");
            trials = List.copyOf(trials);
        }
    }

    private final SearchProblem problem;
    private final Settings settings;
    private final TrialHistory history;
    private final Random random;
    private final GraphClassifier classifier;
    private final Deque<Trial> population = new ArrayDeque<>();
    private int drawn;
    /** How many trials have been members of the population. */
    private int joined;

    /** A search that has not begun, with the default settings. */
    public RegularizedEvolution(SearchProblem problem) {
        this(problem, Settings.defaults());
    }

    /** A search that has not begun. */
    public RegularizedEvolution(SearchProblem problem, Settings settings) {
        this.problem = problem;
        this.settings = settings;
        this.history = new TrialHistory(problem);
        this.random = problem.random();
        this.classifier = new GraphClassifier(problem.space());
    }

    @Override
    public String method() {
        return "evolution";
    }

    @Override
    public boolean finished() {
        return history.finished();
    }

    @Override
    public Step step() {
        history.requireUnfinished();
        if (drawn < settings.population() || population.isEmpty()) {
            Step initial = evaluate(Optional.empty(), randomUnseen(), CandidateSource.INITIAL);
            drawn++;
            return initial;
        }
        Trial parent = winner();
        Optional<Architecture> child = mutated(parent.architecture());
        return child.isPresent()
                ? evaluate(Optional.of(parent), child.get(), CandidateSource.MUTATION)
                : evaluate(Optional.empty(), randomUnseen(), CandidateSource.RANDOM);
    }

    @Override
    public List<Trial> trials() {
        return List.copyOf(history.trials());
    }

    private Step evaluate(Optional<Trial> parent, Architecture child, CandidateSource origin) {
        try {
            return new Step(parent, child, history.evaluate(child, origin));
        } finally {
            // Also of a step that was given up, in which other answers may have come.
            join();
        }
    }

    private void join() {
        List<Trial> trials = history.trials();
        while (joined < trials.size()) {
            population.addLast(trials.get(joined++));
            if (population.size() > settings.population()) {
                population.removeFirst();
            }
        }
    }

    private Trial winner() {
        List<Trial> members = new ArrayList<>(population);
        Collections.shuffle(members, random);
        return members.stream()
                .limit(settings.sample())
                .max(Comparator.comparingDouble(Trial::accuracy))
                .orElseThrow();
    }

    private Optional<Architecture> mutated(Architecture parent) {
        return parent.canonical() instanceof Cell cell ? mutated(cell) : mutated(parent.graph());
    }

    private Optional<Architecture> mutated(Cell parent) {
        return oneOf(parent.neighbours().stream())
                .or(() -> oneOf(parent.neighbours().stream().flatMap(n -> n.neighbours().stream())));
    }

    private Optional<Architecture> oneOf(Stream<Cell> cells) {
        List<Cell> children = cells.distinct().filter(this::isChild).toList();
        return children.isEmpty() ? Optional.empty() : Optional.of(children.get(random.nextInt(children.size())));
    }

    private Optional<Architecture> mutated(ArchitectureGraph parent) {
        ArchitectureGraph ordered =
                parent.topologicalOrder().map(parent::renumbered).orElse(parent);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Architecture> child =
                    classifier.classify(GraphMutation.mutate(ordered, random)).architecture();
            if (child.isPresent() && isChild(child.get())) {
                return child;
            }
        }
        return Optional.empty();
    }

    private boolean isChild(Architecture architecture) {
        return problem.space().contains(architecture) && !history.evaluated(architecture);
    }

    private Architecture randomUnseen() {
        List<? extends Architecture> unseen = problem.space().architectures().stream()
                .filter(a -> !history.evaluated(a))
                .toList();
        return unseen.get(random.nextInt(unseen.size()));
    }
}
