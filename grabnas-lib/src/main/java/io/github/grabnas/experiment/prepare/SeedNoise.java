package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Cell;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much two measurements with different seeds differ.
 *
 * @param target the dataset
 * @param cells how many were measured twice
 * @param spearman rank correlation of the two measurements
 * @param standardDeviation standard deviation of one measurement, in points: the root of half the mean squared
 *     difference
 * @param firstMean mean accuracy in the first, in percent
 * @param secondMean mean accuracy in the second; where cells were chosen by their first, the gap to
 *     {@code firstMean} is what luck had given them
 */
public record SeedNoise(String target, int cells, double spearman, double standardDeviation, double firstMean, double secondMean) {

    /**
     * Compares the measurements over some cells.
     *
     * @param table holds the first measurement
     * @param second the second measurement
     * @param cells which; those without a second measurement are left out
     */
    public static SeedNoise of(BenchmarkTable table, Target target, Map<Cell, Double> second, List<Cell> cells) {
        List<Cell> both = cells.stream().filter(second::containsKey).toList();
        double[] a = both.stream().mapToDouble(c -> table.accuracy(c, target)).toArray();
        double[] b = both.stream().mapToDouble(second::get).toArray();
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return new SeedNoise(target.label(), both.size(), new SpearmansCorrelation().correlation(a, b),
                Math.sqrt(squares / (2 * a.length)), StatUtils.mean(a), StatUtils.mean(b));
    }

    /** One line for people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %d cells measured twice: Spearman %.3f, deviation of one measurement "
                + "%.2f points, mean %.2f %% and %.2f %%", target, cells, spearman, standardDeviation, firstMean, secondMean);
    }
}
