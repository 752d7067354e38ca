package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.nn.convolution.Supernet;

/**
 * The gradient of the architecture parameters that looks ahead by one step of the weights (DARTS, eq. 6 to 8): with w'
 * = w - xi (momentum v + dL_train/dw + decay w), it is dL_val/dalpha at w' less xi times the finite difference of
 * dL_train/dalpha at w +- R d, d = dL_val/dw at w', R = 0.01 / |d|. The weights are afterwards what they were.
 */
final class UnrolledGradient {

    private static final double RADIUS = 0.01;

    private final Supernet supernet;
    private final double rate;
    private final double momentum;
    private final double weightDecay;

    /**
     * A gradient of the mixture.
     *
     * @param loss of the architecture parameters' batch
     * @param correct images of that batch
     * @param operations with respect to the weights of the operations
     * @param edges with respect to the factors of the edges
     */
    record Gradient(double loss, int correct, Matrix operations, double[] edges) {}

    UnrolledGradient(Supernet supernet, double rate, double momentum, double weightDecay) {
        this.supernet = supernet;
        this.rate = rate;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    /**
     * Computes it for a mixture.
     *
     * @param momenta v, those of all weights
     * @param loadTraining loads the batch of the weights
     * @param loadValidation loads that of the architecture parameters
     */
    Gradient compute(Mixture mixture, float[] momenta, Runnable loadTraining, Runnable loadValidation) {
        float[] weights = supernet.weights();
        loadTraining.run();
        supernet.gradient(mixture);
        supernet.setWeights(ahead(weights, supernet.gradients(), momenta));
        loadValidation.run();
        double loss = supernet.gradient(mixture);
        int correct = supernet.lastCorrect();
        Matrix operations = supernet.operationGradients();
        double[] edges = supernet.edgeGradients();
        float[] direction = supernet.gradients();
        double radius = RADIUS / norm(direction);
        loadTraining.run();
        for (int side : new int[] {1, -1}) {
            supernet.setWeights(moved(weights, direction, side * radius));
            supernet.mixtureGradient(mixture);
            double factor = -side * rate / (2 * radius);
            operations = sum(operations, factor, supernet.operationGradients());
            double[] more = supernet.edgeGradients();
            for (int e = 0; e < edges.length; e++) {
                edges[e] += factor * more[e];
            }
        }
        supernet.setWeights(weights);
        return new Gradient(loss, correct, operations, edges);
    }

    private float[] ahead(float[] weights, float[] gradients, float[] momenta) {
        float[] ahead = new float[weights.length];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = (float) (weights[i] - rate * (momentum * momenta[i] + gradients[i] + weightDecay * weights[i]));
        }
        return ahead;
    }

    private static float[] moved(float[] weights, float[] direction, double factor) {
        float[] moved = new float[weights.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (weights[i] + factor * direction[i]);
        }
        return moved;
    }

    private static double norm(float[] x) {
        double squares = 0;
        for (float value : x) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /** {@code a + factor b}. */
    static Matrix sum(Matrix a, double factor, Matrix b) {
        double[] sum = a.toArray();
        double[] more = b.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * more[i];
        }
        return Matrix.of(a.rows(), a.columns(), sum);
    }
}
