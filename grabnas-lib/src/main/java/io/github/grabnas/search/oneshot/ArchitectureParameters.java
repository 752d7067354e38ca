package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * What a one-shot method learns of the architecture: alpha, a number for each operation on each edge, and for each edge
 * a number of its own (PC-DARTS's edge normalisation); moved by Adam with betas (0.5, 0.999), eps 1e-8, and weight
 * decay added to the gradient. They begin at {@code 1e-3 N(0, 1)}.
 */
final class ArchitectureParameters {

    private static final int OPERATIONS = Operation.all().size();
    private static final int COUNT = Cell.EDGES * OPERATIONS;
    private static final double FIRST_BETA = 0.5;
    private static final double SECOND_BETA = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double INITIAL = 1e-3;

    private final double[] values = new double[COUNT + Cell.EDGES];
    private final double[] first = new double[values.length];
    private final double[] second = new double[values.length];
    private int steps;

    ArchitectureParameters(Random random) {
        this(DoubleStream.generate(() -> INITIAL * random.nextGaussian())
                .limit(COUNT + Cell.EDGES)
                .toArray());
    }

    /** With these values: alpha, edge by edge, then the edges' numbers. */
    ArchitectureParameters(double... start) {
        System.arraycopy(start, 0, values, 0, values.length);
    }

    /** Alpha, edges x operations. */
    Matrix operations() {
        return Matrix.of(Cell.EDGES, OPERATIONS, Arrays.copyOf(values, COUNT));
    }

    /** The edges' factors: the softmax of their numbers over the edges that enter the same node. */
    double[] edgeFactors() {
        double[] factors = new double[Cell.EDGES];
        for (int to = 1; to < Cell.NODES; to++) {
            int begin = to * (to - 1) / 2;
            double[] p = SoftmaxRelaxation.softmax(Arrays.copyOfRange(values, COUNT + begin, COUNT + begin + to));
            System.arraycopy(p, 0, factors, begin, to);
        }
        return factors;
    }

    /** The gradient of the edges' numbers, given that of their factors. */
    double[] edgeGradient(double... dFactors) {
        double[] factors = edgeFactors();
        double[] back = new double[Cell.EDGES];
        for (int to = 1; to < Cell.NODES; to++) {
            int begin = to * (to - 1) / 2;
            double mean = 0;
            for (int e = begin; e < begin + to; e++) {
                mean += factors[e] * dFactors[e];
            }
            for (int e = begin; e < begin + to; e++) {
                back[e] = factors[e] * (dFactors[e] - mean);
            }
        }
        return back;
    }

    /**
     * One step of Adam.
     *
     * @param dOperations the gradient of alpha, edges x operations
     * @param dEdges the gradient of the edges' numbers
     */
    void step(Matrix dOperations, double[] dEdges, double rate, double weightDecay) {
        steps++;
        double[] gradients = Arrays.copyOf(dOperations.toArray(), values.length);
        System.arraycopy(dEdges, 0, gradients, COUNT, Cell.EDGES);
        double firstCorrection = 1 - StrictMath.pow(FIRST_BETA, steps);
        double secondCorrection = 1 - StrictMath.pow(SECOND_BETA, steps);
        for (int i = 0; i < values.length; i++) {
            double g = gradients[i] + weightDecay * values[i];
            first[i] = FIRST_BETA * first[i] + (1 - FIRST_BETA) * g;
            second[i] = SECOND_BETA * second[i] + (1 - SECOND_BETA) * g * g;
            values[i] -= rate * (first[i] / firstCorrection) / (Math.sqrt(second[i] / secondCorrection) + EPSILON);
        }
    }
}
