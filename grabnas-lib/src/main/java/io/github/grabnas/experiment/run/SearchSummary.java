package io.github.grabnas.experiment.run;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

import java.util.List;
import java.util.Locale;

/**
 * What several searches of one method on one target found.
 *
 * @param method the method's label
 * @param target the dataset
 * @param pruned how many of the target's best cells were removed from the space
 * @param evaluations after how many evaluations
 * @param runs how many searches
 * @param mean of their best accuracies, in percent
 * @param standardDeviation standard deviation of these (divided by runs − 1; 0 for one run)
 * @param worst the lowest of these
 * @param best the highest of these
 * @param secondsPerRun mean wall-clock time of a search
 */
public record SearchSummary(String method, String target, int pruned, int evaluations, int runs, double mean,
                            double standardDeviation, double worst, double best, double secondsPerRun) {

    /**
     * Sums up searches.
     *
     * @throws IllegalArgumentException if there are none, or they are of several methods, targets or
     *     spaces
     */
    public static SearchSummary of(List<SearchRun> runs, int evaluations) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("expected at least one search, got none");
        }
        SearchRun first = runs.get(0);
        DescriptiveStatistics found = new DescriptiveStatistics();
        for (SearchRun run : runs) {
            if (!run.method().equals(first.method()) || !run.target().equals(first.target())
                    || run.pruned() != first.pruned()) {
                throw new IllegalArgumentException("searches of several kinds: " + first.method() + " on "
                        + first.target() + " and " + run.method() + " on " + run.target());
            }
            found.addValue(run.bestAfter(evaluations));
        }
        return new SearchSummary(first.method(), first.target(), first.pruned(), evaluations, runs.size(),
                found.getMean(), found.getStandardDeviation(), found.getMin(), found.getMax(),
                runs.stream().mapToDouble(SearchRun::seconds).average().orElseThrow());
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "%s on %s%s: best of %d evaluations %.2f ± %.2f %% (mean ± std over %d seeds; %.2f to %.2f), %.2f s a run",
                method, target, pruned == 0 ? "" : " without its top " + pruned, evaluations, mean, standardDeviation, runs,
                worst, best, secondsPerRun);
    }
}
