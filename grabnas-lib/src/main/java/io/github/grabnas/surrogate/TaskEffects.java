package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.space.OneHotOperations;

import java.util.Arrays;
import java.util.List;

/**
 * The effect of the task on an accuracy. Most of the spread of the tuples' accuracies comes from their tasks, and every
 * cell was trained on a few tasks only. A ridge regression therefore splits an accuracy into
 *
 * <pre>
 * accuracy = mean + task effect + cell effect + rest
 * </pre>
 *
 * <p>The task effect is linear in the task's factors ({@link MetaTrainingData#taskFactors}), the cell effect in the
 * cell's one-hot operations; of a graph that is no cell it counts as zero. The {@linkplain #residual residual} is what
 * remains without mean and task effect: the cell effect and the rest.
 */
public final class TaskEffects {

    private static final double RIDGE = 1;
    /** A task has some 20 factors of equal weight; 8/20 makes their sum as large as a cell's part. */
    private static final double FACTOR_WEIGHT = 8;

    /** Residuals are limited to so many points. */
    private static final double LARGEST = 5;

    private final double mean;
    private final double[] coefficients;
    private final MetaTrainingData data;

    private TaskEffects(double mean, double[] coefficients, MetaTrainingData data) {
        this.mean = mean;
        this.coefficients = coefficients;
        this.data = data;
    }

    /** The non-zero entries of a row of the design matrix. */
    private record DesignRow(int[] columns, double[] values) {

        static DesignRow of(MetaTrainingData data, MetaTrainingTuple tuple) {
            List<Integer> factors = data.taskFactors().get(tuple.task());
            OneHotOperations encoding = new OneHotOperations();
            double[] cell = tuple.cell().map(encoding::encode).orElseGet(() -> new double[encoding.dimension()]);
            int operations = (int) Arrays.stream(cell).filter(v -> v != 0).count();
            int[] columns = new int[factors.size() + operations];
            double[] values = new double[columns.length];
            int n = 0;
            for (int factor : factors) {
                columns[n] = factor;
                values[n++] = FACTOR_WEIGHT / factors.size();
            }
            for (int i = 0; i < cell.length; i++) {
                if (cell[i] != 0) {
                    columns[n] = data.taskFactorCount() + i;
                    values[n++] = cell[i];
                }
            }
            return new DesignRow(columns, values);
        }

        /** Adds the row's part of the normal equations {@code (X'X) b = X'y}. */
        void addTo(double[] normal, double[] right, double y) {
            for (int i = 0; i < columns.length; i++) {
                right[columns[i]] += values[i] * y;
                for (int j = 0; j < columns.length; j++) {
                    normal[columns[i] * right.length + columns[j]] += values[i] * values[j];
                }
            }
        }
    }

    /**
     * Fits the regression.
     *
     * @param data whose tasks the tuples are about
     * @param tuples at least one
     */
    public static TaskEffects of(MetaTrainingData data, List<MetaTrainingTuple> tuples) {
        int size = data.taskFactorCount() + new OneHotOperations().dimension();
        double mean = tuples.stream()
                .mapToDouble(MetaTrainingTuple::accuracy)
                .average()
                .orElseThrow();
        double[] normal = new double[size * size];
        double[] solution = new double[size];
        for (MetaTrainingTuple tuple : tuples) {
            DesignRow.of(data, tuple).addTo(normal, solution, tuple.accuracy() - mean);
        }
        for (int i = 0; i < size; i++) {
            normal[i * size + i] += RIDGE;
        }
        CholeskyDecomposition.of(normal, size).solve(solution);
        return new TaskEffects(mean, Arrays.copyOf(solution, data.taskFactorCount()), data);
    }

    /** The effect of a task in points of accuracy; negative for tasks that are harder than the average. */
    public double of(int task) {
        List<Integer> factors = data.taskFactors().get(task);
        return factors.stream()
                .mapToDouble(f -> coefficients[f] * FACTOR_WEIGHT / factors.size())
                .sum();
    }

    /**
     * A tuple's accuracy without the mean of all tuples and without its task's effect, divided by the task's scale
     * ({@link MetaTrainingData#taskScales}) and limited to ±{@value #LARGEST} points. A few failed cells lie 20 points
     * and more below the others. Without the limit they would dominate a squared error, although a search has to
     * distinguish the good cells from each other.
     */
    public double residual(MetaTrainingTuple tuple) {
        return Math.max(
                -LARGEST,
                Math.min(
                        LARGEST,
                        (tuple.accuracy() - mean - of(tuple.task()))
                                / data.taskScales().get(tuple.task())));
    }
}
