package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;

import java.util.Random;

/**
 * The weights are {@code p = softmax(alpha)} on each edge, nothing is drawn (H. Liu, K. Simonyan and Y. Yang, "DARTS:
 * Differentiable Architecture Search", ICLR 2019, eq. 2).
 */
public record SoftmaxRelaxation() implements Relaxation {

    private record Weights(Matrix p) implements Draw {

        @Override
        public Mixture mixture() {
            return Mixture.weighted(p);
        }

        @Override
        public Matrix gradient(Matrix operationGradients) {
            return backward(p, operationGradients, 1);
        }
    }

    @Override
    public Draw draw(Matrix alpha, double progress, Random random) {
        return new Weights(probabilities(alpha));
    }

    @Override
    public Matrix probabilities(Matrix alpha) {
        return softmax(alpha);
    }

    /** The softmax of each row. */
    static Matrix softmax(Matrix logits) {
        double[] p = new double[logits.rows() * logits.columns()];
        for (int e = 0; e < logits.rows(); e++) {
            double[] row = softmax(logits.row(e));
            System.arraycopy(row, 0, p, e * row.length, row.length);
        }
        return Matrix.of(logits.rows(), logits.columns(), p);
    }

    /** The softmax of some numbers. */
    static double[] softmax(double... logits) {
        double top = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            top = Math.max(top, logit);
        }
        double sum = 0;
        double[] p = new double[logits.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = StrictMath.exp(logits[k] - top);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    /**
     * The gradient of {@code softmax(logits)} taken back to the logits, by row: {@code p (g - sum p g) / temperature}.
     */
    static Matrix backward(Matrix p, Matrix g, double temperature) {
        double[] back = new double[p.rows() * p.columns()];
        for (int e = 0; e < p.rows(); e++) {
            double mean = 0;
            for (int k = 0; k < p.columns(); k++) {
                mean += p.get(e, k) * g.get(e, k);
            }
            for (int k = 0; k < p.columns(); k++) {
                back[e * p.columns() + k] = p.get(e, k) * (g.get(e, k) - mean) / temperature;
            }
        }
        return Matrix.of(p.rows(), p.columns(), back);
    }
}
