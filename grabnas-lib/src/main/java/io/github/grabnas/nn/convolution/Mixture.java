package io.github.grabnas.nn.convolution;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.Arrays;

/**
 * What the edges of a {@link Supernet}'s cells bring in one pass: {@code edge(x) = sum over k of weight[edge][k]
 * operation_k(x)}, the same in all cells.
 *
 * <p>{@link #weighted} runs all operations. {@link #path} runs one on each edge, with weight 1; the operations that do
 * not run bring 0.
 */
public final class Mixture {

    private static final int OPERATIONS = Operation.all().size();

    private final Matrix operations;
    private final double[] edges;
    private final boolean path;

    private Mixture(Matrix operations, double[] edges, boolean path) {
        this.operations = operations;
        this.edges = edges;
        this.path = path;
    }

    /**
     * All operations with these weights.
     *
     * @param operations edges x operations, in the orders of {@link Cell} and {@link Operation}
     * @throws IllegalArgumentException if the matrix is not 6 x 5 or a weight is not finite
     */
    public static Mixture weighted(Matrix operations) {
        if (operations.rows() != Cell.EDGES || operations.columns() != OPERATIONS || !operations.isFinite()) {
            throw new IllegalArgumentException("mixture of " + operations.rows() + " x " + operations.columns()
                    + " weights " + Arrays.toString(operations.toArray()) + ": expected " + Cell.EDGES + " x "
                    + OPERATIONS + " finite numbers, edges x operations");
        }
        return new Mixture(operations, ones(), false);
    }

    /** One operation on each edge, those of a cell. */
    public static Mixture path(Cell cell) {
        double[] weights = new double[Cell.EDGES * OPERATIONS];
        for (int e = 0; e < Cell.EDGES; e++) {
            weights[e * OPERATIONS + cell.operations().get(e).ordinal()] = 1;
        }
        return new Mixture(Matrix.of(Cell.EDGES, OPERATIONS, weights), ones(), true);
    }

    /**
     * The same with a factor for everything that an edge brings (PC-DARTS's edge normalisation).
     *
     * @throws IllegalArgumentException if there are not six finite factors
     */
    public Mixture withEdges(double... factors) {
        if (factors.length != Cell.EDGES || !Arrays.stream(factors).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "edge factors " + Arrays.toString(factors) + ": expected " + Cell.EDGES + " finite numbers");
        }
        return new Mixture(operations, factors.clone(), path);
    }

    private static double[] ones() {
        double[] ones = new double[Cell.EDGES];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The weights of the operations, edges x operations. */
    public Matrix operations() {
        return operations;
    }

    /** The factor of an edge, 1 unless {@link #withEdges} set it. */
    public double edge(int edge) {
        return edges[edge];
    }

    /** Whether one operation runs on each edge. */
    public boolean isPath() {
        return path;
    }
}
