package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One whole search.
 *
 * @param method the method's label
 * @param target the dataset
 * @param pruned how many of the target's best cells were removed from the space
 * @param seed of the search
 * @param trials what was evaluated, in order
 * @param seconds of wall-clock time
 */
public record SearchRun(String method, String target, int pruned, long seed, List<Trial> trials, double seconds) {

    /** Makes the trials immutable. */
    public SearchRun {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        trials = List.copyOf(trials);
    }

    /**
     * Runs a search to its end.
     *
     * @param pruned how many of the target's best cells the problem's space lacks
     * @param listener receives every trial as it is made
     * @throws IllegalStateException if the evaluator had no answer for any architecture
     */
    static SearchRun of(
            SearchMethod method,
            Map<String, String> settings,
            SearchProblem problem,
            int pruned,
            Consumer<Trial> listener) {
        long start = System.nanoTime();
        ArchitectureSearch search = method.start(problem, settings);
        while (!search.finished()) {
            search.step().trials().forEach(listener);
        }
        if (search.trials().isEmpty()) {
            throw new IllegalStateException(
                    search.method() + " on " + problem.evaluator().target()
                            + ": the evaluator had no answer for any of the architectures; ask it for one to "
                            + "see the reason");
        }
        return new SearchRun(
                search.method(),
                problem.evaluator().target(),
                pruned,
                problem.seed(),
                search.trials().stream()
                        .map(trial -> inUnit(trial, problem.evaluator().quantity()))
                        .toList(),
                (System.nanoTime() - start) / 1e9);
    }

    /** A search maximises scores; what is kept of it are the values of the quantity that was measured. */
    private static Trial inUnit(Trial trial, Quantity quantity) {
        return new Trial(
                trial.evaluation(),
                trial.architecture(),
                trial.origin(),
                quantity.value(trial.accuracy()),
                quantity.value(trial.bestSoFar()),
                trial.testAccuracy());
    }

    /** Method, target and space in a few words, such as {@code tnas on cifar10 without its top 20}. */
    public String label() {
        return label(method, target, pruned);
    }

    static String label(String method, String target, int pruned) {
        return method + " on " + target + (pruned == 0 ? "" : " without its top " + pruned);
    }

    /**
     * Whether another seed gave the same search: the same architectures in the same order, with the same accuracies.
     * Searches of one evaluation never count as the same: independent searches may find the same.
     */
    public boolean isSameSearchAs(SearchRun other) {
        return trials.size() > 1
                && label().equals(other.label())
                && trials.size() == other.trials.size()
                && IntStream.range(0, trials.size()).allMatch(i -> isSame(trials.get(i), other.trials.get(i)));
    }

    private static boolean isSame(Trial one, Trial other) {
        return one.architecture().equals(other.architecture())
                && one.accuracy() == other.accuracy()
                && one.testAccuracy().equals(other.testAccuracy());
    }

    /** The best accuracy after each evaluation, in percent, a new array. */
    public double[] bestSoFar() {
        return trials.stream().mapToDouble(Trial::bestSoFar).toArray();
    }

    /**
     * What is reported of the architecture that was best after a number of evaluations, in the search's eyes: its test
     * accuracy where that is known apart, otherwise what the search saw.
     */
    public double reportedAfter(int evaluations) {
        Trial found = foundAfter(evaluations);
        return found.testAccuracy().orElse(found.accuracy());
    }

    /** The trial that was best after a number of evaluations, in the search's eyes; the first of equal ones. */
    public Trial foundAfter(int evaluations) {
        double best = bestAfter(evaluations);
        return trials.stream()
                .filter(trial -> trial.accuracy() == best)
                .findFirst()
                .orElseThrow();
    }

    /** The best accuracy after a number of evaluations, or after all there were if they are fewer. */
    public double bestAfter(int evaluations) {
        return trials.get(Math.min(evaluations, trials.size()) - 1).bestSoFar();
    }
}
