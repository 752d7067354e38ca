package io.github.grabnas.experiment.run;

import org.apache.commons.math3.stat.descriptive.rank.Median;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * After how many evaluations searches first met the best accuracy there is.
 *
 * @param evaluations for each search that of the first hit, from 1; empty where it did not come within the budget
 * @param budget evaluations of each search
 */
public record EvaluationsToOptimum(List<OptionalInt> evaluations, int budget) {

    /** A table's accuracies are means of single-precision numbers: those of equal cells may differ in the eighth digit. */
    private static final double SAME = 1e-6;

    /** Makes the list immutable. */
    public EvaluationsToOptimum {
        evaluations = List.copyOf(evaluations);
    }

    /**
     * Looks through searches.
     *
     * @param optimum the best accuracy of the space, in percent; what is better still (found outside it) counts too
     */
    public static EvaluationsToOptimum of(List<SearchRun> runs, double optimum, int budget) {
        return new EvaluationsToOptimum(runs.stream().map(run -> IntStream.range(0, Math.min(budget, run.trials().size()))
                .filter(i -> run.trials().get(i).accuracy() >= optimum - SAME).map(i -> i + 1).findFirst()).toList(), budget);
    }

    /** How many searches met the optimum. */
    public int met() {
        return (int) evaluations.stream().filter(OptionalInt::isPresent).count();
    }

    /** Each search's number of evaluations; where the optimum was not met, one more than the budget. A new array. */
    public double[] censored() {
        return evaluations.stream().mapToDouble(e -> e.orElse(budget + 1)).toArray();
    }

    /** The median over all searches, such as {@code 41.5}; {@code >100} where the middle did not meet the optimum within 100. */
    public String median() {
        double median = new Median().evaluate(censored());
        return median > budget ? ">" + budget : String.format(Locale.ROOT, "%.1f", median);
    }

    /**
     * The mean over all searches; where some did not meet the optimum they count with the budget and one, so that the
     * mean is a lower bound and written as such: {@code >=73.2}.
     */
    public String mean() {
        double mean = Arrays.stream(censored()).average().orElseThrow();
        return (met() < evaluations.size() ? ">=" : "") + String.format(Locale.ROOT, "%.1f", mean);
    }
}
