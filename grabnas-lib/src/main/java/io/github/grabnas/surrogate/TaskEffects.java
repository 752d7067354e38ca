package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

import java.util.List;

/**
 * How much of an accuracy is the task's doing. Most of the spread of the tuples' accuracies is the
 * difficulty of their tasks, and every cell was tried on a few tasks only; so a ridge regression takes an
 * accuracy apart into a mean, a part for what makes the task hard (its classes, say), a part for the
 * cell's operations, and a rest. The task's part is removed; the cell's part and the rest stay.
 */
public final class TaskEffects {

    private static final double RIDGE = 1;
    /** A task has some 20 classes, each counted with the same weight; 8/20 makes their sum as large as a cell's part. */
    private static final double CLASS_WEIGHT = 8;

    /** Beyond so many points a rest counts as so many. */
    private static final double LARGEST = 5;

    private final double mean;
    private final double[] coefficients;
    private final MetaTrainingData data;

    private TaskEffects(double mean, double[] coefficients, MetaTrainingData data) {
        this.mean = mean;
        this.coefficients = coefficients;
        this.data = data;
    }

    /** Fits the regression to some tuples. */
    public static TaskEffects of(MetaTrainingData data, List<MetaTrainingTuple> tuples) {
        OneHotOperations encoding = new OneHotOperations();
        int size = data.difficulties() + encoding.dimension();
        double mean = tuples.stream().mapToDouble(MetaTrainingTuple::accuracy).average().orElseThrow();
        double[][] normal = new double[size][size];
        double[] right = new double[size];
        for (MetaTrainingTuple tuple : tuples) {
            List<Integer> classes = data.difficulty().get(tuple.task());
            double[] cell = encoding.encode(tuple.cell());
            int[] at = new int[classes.size() + Cell.EDGES];
            double[] value = new double[at.length];
            int n = 0;
            for (int c : classes) {
                at[n] = c;
                value[n++] = CLASS_WEIGHT / classes.size();
            }
            for (int i = 0; i < cell.length; i++) {
                if (cell[i] != 0) {
                    at[n] = data.difficulties() + i;
                    value[n++] = cell[i];
                }
            }
            for (int i = 0; i < n; i++) {
                right[at[i]] += value[i] * (tuple.accuracy() - mean);
                for (int j = 0; j < n; j++) {
                    normal[at[i]][at[j]] += value[i] * value[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            normal[i][i] += RIDGE;
        }
        double[] solution = new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false)).getSolver()
                .solve(new ArrayRealVector(right, false)).toArray();
        return new TaskEffects(mean, java.util.Arrays.copyOf(solution, data.difficulties()), data);
    }

    /** The task's part, in points of accuracy; tasks harder than the average have a negative one. */
    public double of(int task) {
        List<Integer> classes = data.difficulty().get(task);
        return classes.stream().mapToDouble(c -> coefficients[c] * CLASS_WEIGHT / classes.size()).sum();
    }

    /**
     * An accuracy without the mean of all and the task's part, held to ±{@value #LARGEST} points: a few
     * failed cells lie 20 points and more below the rest, and would decide all by themselves what a squared
     * error learns, though it is among the good cells that a search must tell better from worse.
     */
    public double without(MetaTrainingTuple tuple) {
        return Math.max(-LARGEST, Math.min(LARGEST, tuple.accuracy() - mean - of(tuple.task())));
    }
}
