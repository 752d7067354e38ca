package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.space.Cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** With which cells a search begins (Algorithm 1, line 4): the B best on average over the meta-training tasks. */
public final class InitialCells {

    /** How many the paper takes (app. C). */
    public static final int PAPER_COUNT = 5;

    /** Towards the mean by so many tasks on which the cell was average. */
    private static final double PSEUDO_TASKS = 3;

    private InitialCells() {}

    /** A cell's average over its tuples. */
    private record Average(Cell cell, double sum, int count) {

        Average and(double value) {
            return new Average(cell, sum + value, count + 1);
        }
    }

    /**
     * By the plain average of the accuracies. Cells were tried on few tasks each, so that one tried once, on an easy
     * task, leads.
     */
    public static List<Cell> byRawAverage(MetaTrainingData data, int count) {
        Map<Cell, Average> averages = new LinkedHashMap<>();
        data.tuples()
                .forEach(t -> t.cell()
                        .ifPresent(cell -> averages.merge(
                                cell, new Average(cell, t.accuracy(), 1), (a, b) -> a.and(t.accuracy()))));
        return best(averages, count, a -> a.sum() / a.count());
    }

    /**
     * By the average of what remains of the accuracies without the tasks' parts ({@link TaskEffects}), shrunk towards
     * zero by three tasks: {@code sum / (n + 3)}.
     */
    public static List<Cell> byCellEffect(MetaTrainingData data, int count) {
        TaskEffects effects = TaskEffects.of(data, data.tuples());
        Map<Cell, Average> averages = new LinkedHashMap<>();
        for (MetaTrainingTuple tuple : data.tuples()) {
            double rest = effects.residual(tuple);
            tuple.cell().ifPresent(cell -> averages.merge(cell, new Average(cell, rest, 1), (a, b) -> a.and(rest)));
        }
        return best(averages, count, a -> a.sum() / (a.count() + PSEUDO_TASKS));
    }

    private static List<Cell> best(Map<Cell, Average> averages, int count, ToDoubleFunction<Average> score) {
        if (count < 1 || count > averages.size()) {
            throw new IllegalArgumentException(count + " initial cells: expected 1 to " + averages.size());
        }
        return averages.values().stream()
                .sorted(Comparator.comparingDouble(score).reversed().thenComparing(Average::cell))
                .limit(count)
                .map(Average::cell)
                .toList();
    }
}
