package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;
import io.github.grabnas.statistics.LowOutliers;
import io.github.grabnas.statistics.Summary;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One search in a few numbers, all accuracies in percent: what statistics over seeds need without every trial.
 *
 * @param method with its settings
 * @param target the dataset
 * @param measuredBy how accuracies came about, and how many at a time where they were several
 * @param pruned how many of the target's best cells the space lacked
 * @param seed of the search
 * @param budget evaluations it was allowed
 * @param evaluations it made
 * @param reported the accuracy of what it had found at the end ({@link SearchRun#reportedAfter}), as for the next two
 * @param after10 the same after 10 evaluations
 * @param anytime mean of the same after 1, 2, … evaluations up to the budget: the area under the anytime curve
 * @param seen what the search itself saw of what it had found at the end, the best accuracy of its trials
 *     ({@link SearchRun#bestAfter}): where test accuracies are apart, the validation accuracy
 * @param evaluatedMean mean of the accuracies that the search saw, as for the next three
 * @param evaluatedStd their standard deviation; 0 for one
 * @param evaluatedMin the lowest of them
 * @param lowOutliers how many of them are outliers on the low side ({@link LowOutliers})
 * @param remainingBest what is reported of the best architecture in the space, where it is known
 * @param remainingSeen the best accuracy that a search can see in the space, where it is known
 */
public record SearchResult(
        String method,
        String target,
        String measuredBy,
        int pruned,
        long seed,
        int budget,
        int evaluations,
        double reported,
        double after10,
        double anytime,
        double seen,
        double evaluatedMean,
        double evaluatedStd,
        double evaluatedMin,
        int lowOutliers,
        OptionalDouble remainingBest,
        OptionalDouble remainingSeen) {

    private static final int EARLY = 10;

    /** Checks that nothing is missing. */
    public SearchResult {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(measuredBy, "measuredBy");
        Objects.requireNonNull(remainingBest, "remainingBest");
        Objects.requireNonNull(remainingSeen, "remainingSeen");
    }

    /** Whether the search evaluated several architectures at a time, which changes what it finds. */
    public boolean isSeveralAtATime() {
        return measuredBy.endsWith(RunKey.AT_A_TIME);
    }

    /**
     * Whether another seed gave the same search: all is equal but the seed. Several trained models among which seeds
     * choose, and nothing else left to chance, make it so. Searches of one evaluation never count as the same: their
     * numbers tell nothing but what was found, and independent searches may find the same.
     */
    public boolean isSameSearchAs(SearchResult other) {
        return evaluations > 1 && withSeed(other.seed).equals(other);
    }

    private SearchResult withSeed(long otherSeed) {
        return new SearchResult(
                method,
                target,
                measuredBy,
                pruned,
                otherSeed,
                budget,
                evaluations,
                reported,
                after10,
                anytime,
                seen,
                evaluatedMean,
                evaluatedStd,
                evaluatedMin,
                lowOutliers,
                remainingBest,
                remainingSeen);
    }

    /**
     * The numbers of a search.
     *
     * @param budget evaluations it was allowed
     * @param parallel how many of them at a time
     */
    static SearchResult of(ExperimentCondition condition, SearchRun run, int budget, int parallel) {
        double[] accuracies = run.trials().stream().mapToDouble(Trial::accuracy).toArray();
        Summary evaluated = Summary.of(accuracies);
        return new SearchResult(
                condition.variant().name(),
                run.target(),
                RunKey.measuredBy(condition.target(), parallel),
                run.pruned(),
                run.seed(),
                budget,
                run.trials().size(),
                run.reportedAfter(budget),
                run.reportedAfter(EARLY),
                Arrays.stream(IntStream.rangeClosed(1, budget)
                                .mapToDouble(run::reportedAfter)
                                .toArray())
                        .average()
                        .orElseThrow(),
                run.bestAfter(budget),
                evaluated.mean(),
                evaluated.standardDeviation(),
                evaluated.min(),
                LowOutliers.count(accuracies),
                condition.target().reportedBest(run.pruned()),
                condition.target().best(run.pruned()));
    }
}
