package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Cell;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well predicted accuracies of all 15,625 cells rank them, against the table.
 *
 * @param spearman rank correlation over all cells
 * @param spearmanTop the same over the {@value #TOP} truly best
 * @param rankOfBest where the truly best cell stands in the predicted order, from 1; equal predictions count half
 * @param bestOf10 the best true accuracy among the ten cells predicted best, in percent
 * @param bestOf50 the same among fifty
 */
public record RankingQuality(double spearman, double spearmanTop, double rankOfBest, double bestOf10, double bestOf50) {

    /** How many cells the top holds. */
    public static final int TOP = 1_000;

    /**
     * Compares predictions with a table.
     *
     * @param predicted one number a cell, in the order of {@link Cell#all()}
     */
    public static RankingQuality of(double[] predicted, BenchmarkTable table, Target target) {
        List<Cell> cells = Cell.all();
        double[] truth = cells.stream().mapToDouble(c -> table.accuracy(c, target)).toArray();
        int[] best = order(truth);
        int[] leading = order(predicted);
        int[] top = Arrays.copyOf(best, TOP);
        SpearmansCorrelation correlation = new SpearmansCorrelation();
        double of = predicted[best[0]];
        long above = Arrays.stream(predicted).filter(p -> p > of).count();
        long equal = Arrays.stream(predicted).filter(p -> p == of).count();
        return new RankingQuality(correlation.correlation(predicted, truth),
                correlation.correlation(pick(predicted, top), pick(truth, top)), 1 + above + (equal - 1) / 2.0,
                IntStream.of(leading).limit(10).mapToDouble(i -> truth[i]).max().orElseThrow(),
                IntStream.of(leading).limit(50).mapToDouble(i -> truth[i]).max().orElseThrow());
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparing(i -> -values[i]))
                .mapToInt(Integer::intValue).toArray();
    }

    private static double[] pick(double[] values, int[] which) {
        return IntStream.of(which).mapToDouble(i -> values[i]).toArray();
    }
}
