package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;
import io.github.grabnas.statistics.Summary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * After how many evaluations searches first reached the best accuracy there is. A search that did not reach it within
 * its budget counts as budget + 1.
 *
 * @param evaluations for each search the number of the first evaluation that reached it, from 1; empty where none did
 * @param budget evaluations of each search
 */
public record EvaluationsToOptimum(List<OptionalInt> evaluations, int budget) {

    /**
     * Accuracies that differ by less are equal, in percentage points: a table's accuracies are means of
     * single-precision numbers, so that those of equal cells may differ in the eighth digit.
     */
    public static final double TOLERANCE = 1e-6;

    /** Makes the list immutable. */
    public EvaluationsToOptimum {
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Looks through searches.
     *
     * @param optimum the best accuracy of the space, in percent; a higher one, found outside the space, counts too
     */
    public static EvaluationsToOptimum of(List<SearchRun> runs, double optimum, int budget) {
        return new EvaluationsToOptimum(
                runs.stream()
                        .map(run -> run.trials().stream()
                                .limit(budget)
                                .filter(trial -> trial.accuracy() >= optimum - TOLERANCE)
                                .mapToInt(Trial::evaluation)
                                .findFirst())
                        .toList(),
                budget);
    }

    /** How many searches reached the optimum. */
    public int met() {
        return (int) evaluations.stream().filter(OptionalInt::isPresent).count();
    }

    /**
     * Each search's number of evaluations; where the optimum was not reached, one more than the budget. A new array.
     */
    public double[] censored() {
        return evaluations.stream().mapToDouble(e -> e.orElse(budget + 1)).toArray();
    }

    /** The median over all searches; more than the budget where the middle search did not reach the optimum. */
    public double median() {
        return Summary.of(censored()).median();
    }

    /**
     * How a column of medians is printed: {@code 41.5}, or {@code >100} where the median is more than a budget of 100.
     */
    public static Decimals medians(int budget) {
        return Decimals.of(1).upTo(budget);
    }

    /** The mean over all searches; a lower bound where some did not reach the optimum. */
    public double mean() {
        // The sum of whole numbers is exact, and so is its quotient but for one rounding.
        return Arrays.stream(censored()).average().orElseThrow();
    }

    /** The mean as text: {@code 73.2}, or {@code >=73.2} where it is a lower bound. */
    public String meanText() {
        return (met() < evaluations.size() ? ">=" : "") + String.format(Locale.ROOT, "%.1f", mean());
    }
}
