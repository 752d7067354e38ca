package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.Arrays;

/** The mixture of the pass at hand, shared by all cells of a supernet, and the gradient that they add up for it. */
final class MixturePass {

    static final int OPERATIONS = Operation.all().size();

    private final boolean[] runs = new boolean[Cell.EDGES * OPERATIONS];
    private final double[] weight = new double[Cell.EDGES * OPERATIONS];
    private final double[] edge = new double[Cell.EDGES];
    private final double[] inner = new double[Cell.EDGES * OPERATIONS];
    private final double[] bypass = new double[Cell.EDGES];
    private boolean path;
    private boolean wantsWeightGradients;

    /** Begins a pass. */
    void begin(Mixture mixture, boolean newWantsWeightGradients) {
        path = mixture.isPath();
        wantsWeightGradients = newWantsWeightGradients;
        for (int e = 0; e < Cell.EDGES; e++) {
            edge[e] = mixture.edge(e);
            for (int k = 0; k < OPERATIONS; k++) {
                weight[e * OPERATIONS + k] = mixture.operations().get(e, k);
                runs[e * OPERATIONS + k] = !path || weight[e * OPERATIONS + k] != 0;
            }
        }
        Arrays.fill(inner, 0);
        Arrays.fill(bypass, 0);
    }

    /** The number of the edge between two nodes, as {@link Cell} numbers them. */
    static int edge(int from, int to) {
        return to * (to - 1) / 2 + from;
    }

    boolean runs(int e, Operation operation) {
        return runs[e * OPERATIONS + operation.ordinal()];
    }

    /** By what an operation's result counts in its node: its weight and the edge's factor. */
    float weight(int e, Operation operation) {
        return (float) (edge[e] * weight[e * OPERATIONS + operation.ordinal()]);
    }

    float edge(int e) {
        return (float) edge[e];
    }

    boolean isPath() {
        return path;
    }

    boolean wantsWeightGradients() {
        return wantsWeightGradients;
    }

    /** Adds the inner product of an operation's result and its node's gradient. */
    void add(int e, Operation operation, double product) {
        inner[e * OPERATIONS + operation.ordinal()] += product;
    }

    /** Adds the inner product of what goes round the operations of an edge and its node's gradient. */
    void addBypass(int e, double product) {
        bypass[e] += product;
    }

    /** The gradient with respect to the operations' weights, edges x operations, a new array. */
    double[] operationGradients() {
        double[] gradients = new double[inner.length];
        for (int i = 0; i < inner.length; i++) {
            gradients[i] = edge[i / OPERATIONS] * inner[i];
        }
        return gradients;
    }

    /** The gradient with respect to the edges' factors, a new array. */
    double[] edgeGradients() {
        double[] gradients = bypass.clone();
        for (int i = 0; i < inner.length; i++) {
            gradients[i / OPERATIONS] += weight[i] * inner[i];
        }
        return gradients;
    }
}
