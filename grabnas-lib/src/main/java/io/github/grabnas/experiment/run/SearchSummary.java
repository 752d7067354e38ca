package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The best accuracies that several searches of one method on one target found.
 *
 * @param method the method's label
 * @param target the dataset
 * @param pruned how many of the target's best cells were removed from the space
 * @param evaluations the best accuracy of a search is what is reported after so many evaluations
 *     ({@link SearchRun#reportedAfter})
 * @param runs how many searches
 * @param mean of their best accuracies, in percent
 * @param standardDeviation of their best accuracies, in percentage points (divided by runs − 1; 0 for one search)
 * @param worst the lowest of their best accuracies, in percent
 * @param best the highest of their best accuracies, in percent
 * @param secondsPerRun mean wall-clock time of a search
 */
public record SearchSummary(
        String method,
        String target,
        int pruned,
        int evaluations,
        int runs,
        double mean,
        double standardDeviation,
        double worst,
        double best,
        double secondsPerRun) {

    /** Checks that nothing is missing. */
    public SearchSummary {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
    }

    /**
     * Summarises searches.
     *
     * @throws IllegalArgumentException if there are none, or they are of several methods, targets or spaces
     */
    public static SearchSummary of(List<SearchRun> runs, int evaluations) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("expected at least one search, got none");
        }
        SearchRun first = runs.get(0);
        for (SearchRun run : runs) {
            if (!run.method().equals(first.method())
                    || !run.target().equals(first.target())
                    || run.pruned() != first.pruned()) {
                throw new IllegalArgumentException("searches of several kinds: " + first.label() + " and " + run.label()
                        + "; expected one method on one target and space");
            }
        }
        Summary found = Summary.of(
                runs.stream().mapToDouble(run -> run.reportedAfter(evaluations)).toArray());
        return new SearchSummary(
                first.method(),
                first.target(),
                first.pruned(),
                evaluations,
                runs.size(),
                found.mean(),
                found.standardDeviation(),
                found.min(),
                found.max(),
                Summary.of(runs.stream().mapToDouble(SearchRun::seconds).toArray())
                        .mean());
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: best of %d evaluations %.2f ± %.2f %% (mean ± std over %d seeds; %.2f to %.2f), %.2f s a run",
                SearchRun.label(method, target, pruned),
                evaluations,
                mean,
                standardDeviation,
                runs,
                worst,
                best,
                secondsPerRun);
    }
}
