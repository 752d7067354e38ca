package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationQueue;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a search loses, and gains, by evaluating several architectures at a time: after how many evaluations, and how
 * much simulated time, it reaches the best accuracy of a table, and the accuracy of rank {@value #RANK}.
 *
 * <p>Time is counted in rounds: one is the mean duration of the evaluation of a cell
 * ({@link SimulatedSlots#byNetworkCost}). One at a time so needs about as many rounds as evaluations.
 *
 * @param budget evaluations of a search that does not reach the best accuracy before
 * @param firstSeed of the first search; the others count on from it
 * @param seeds how many searches of each kind
 */
public record ParallelLoss(int budget, long firstSeed, int seeds) {

    /** The rank that counts as good: one cell in a thousand is as good or better. */
    public static final int RANK = 16;

    /** Checks the numbers. */
    public ParallelLoss {
        if (budget < 1 || seeds < 1) {
            throw new IllegalArgumentException(
                    "budget " + budget + ", seeds " + seeds + ": expected at least 1 of each");
        }
    }

    /**
     * One search.
     *
     * @param variant the method with its settings
     * @param target on whose table
     * @param slots how many evaluations at a time
     * @param seed of the search
     * @param best when the best accuracy was reached; empty where it was not
     * @param good when the accuracy of rank {@value #RANK} was reached; empty where it was not
     */
    public record Row(
            MethodVariant variant,
            String target,
            int slots,
            long seed,
            Optional<Reached> best,
            Optional<Reached> good) {

        /** Checks that nothing is missing. */
        public Row {
            Objects.requireNonNull(variant, "variant");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(best, "best");
            Objects.requireNonNull(good, "good");
        }
    }

    /**
     * When an accuracy was reached.
     *
     * @param evaluations how many answers had come, this one included
     * @param rounds simulated time, in mean durations of an evaluation
     */
    public record Reached(int evaluations, double rounds) {}

    /** Searches on a table. A search ends when it has reached the best accuracy. */
    public List<Row> measure(MethodVariant variant, TableTarget target, int slots) {
        SimulatedSlots simulated = SimulatedSlots.byNetworkCost(slots);
        double mean =
                Cell.all().stream().mapToDouble(simulated.duration()).average().orElseThrow();
        List<Row> rows = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            rows.add(search(variant, target, new TimedSlots(simulated, new HashMap<>()), mean, seed));
        }
        return rows;
    }

    private Row search(MethodVariant variant, TableTarget target, TimedSlots slots, double mean, long seed) {
        double best = target.best(0).orElseThrow() - EvaluationsToOptimum.TOLERANCE;
        double good = target.accuracyOfRank(RANK) - EvaluationsToOptimum.TOLERANCE;
        SearchProblem problem =
                new SearchProblem(target.space(0), target.evaluator(), budget, seed, target.models()).in(slots);
        ArchitectureSearch search = variant.search().start(problem, variant.settings());
        while (!search.finished() && reached(search.trials(), best).isEmpty()) {
            search.step();
        }
        return new Row(
                variant,
                target.label(),
                slots.count(),
                seed,
                reached(search.trials(), best).map(t -> slots.reached(t, mean)),
                reached(search.trials(), good).map(t -> slots.reached(t, mean)));
    }

    private static Optional<Trial> reached(List<Trial> trials, double accuracy) {
        return trials.stream().filter(t -> t.accuracy() >= accuracy).findFirst();
    }

    /** Slots that keep when each answer came. */
    private record TimedSlots(SimulatedSlots slots, Map<Architecture, Double> times) implements EvaluationSlots {

        Reached reached(Trial trial, double mean) {
            return new Reached(trial.evaluation(), times.get(trial.architecture()) / mean);
        }

        @Override
        public int count() {
            return slots.count();
        }

        @Override
        public EvaluationQueue open(ArchitectureEvaluator evaluator) {
            EvaluationQueue queue = slots.open(evaluator);
            return new EvaluationQueue() {
                @Override
                public void submit(Architecture architecture) {
                    queue.submit(architecture);
                }

                @Override
                public int running() {
                    return queue.running();
                }

                @Override
                public Optional<Completed> poll() {
                    return queue.poll().map(this::timed);
                }

                @Override
                public Completed take() {
                    return timed(queue.take());
                }

                private Completed timed(Completed completed) {
                    times.put(completed.architecture(), completed.time());
                    return completed;
                }

                @Override
                public void cancel() {
                    queue.cancel();
                }
            };
        }
    }

    /** What is to be reached. */
    public enum Goal {
        /** The best accuracy of the table. */
        BEST,
        /** The accuracy of rank {@value ParallelLoss#RANK}. */
        RANK_16;

        /** The name in tables, such as {@code rank-16}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private Optional<Reached> of(Row row) {
            return this == BEST ? row.best() : row.good();
        }
    }

    /** The evaluations that some searches needed. */
    public static EvaluationsToOptimum evaluations(List<Row> rows, Goal goal, int budget) {
        return new EvaluationsToOptimum(
                rows.stream()
                        .map(row -> goal.of(row)
                                .map(r -> OptionalInt.of(r.evaluations()))
                                .orElse(OptionalInt.empty()))
                        .toList(),
                budget);
    }

    /** The mean of the rounds over the searches that reached it; empty where none did. */
    public static OptionalDouble rounds(List<Row> rows, Goal goal) {
        return rows.stream()
                .flatMap(row -> goal.of(row).stream())
                .mapToDouble(Reached::rounds)
                .average();
    }
}
