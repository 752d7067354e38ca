package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One operation an edge is drawn and runs alone: {@code p = softmax((log softmax(alpha) + g) / tau)} with Gumbel noise
 * {@code g = -log(-log u)}, the operation is the largest p, and its gradient is taken as if p had been the weights
 * (straight-through; X. Dong and Y. Yang, "Searching for a Robust Neural Architecture in Four GPU Hours", CVPR 2019,
 * eq. 3 to 6). The temperature tau falls linearly.
 *
 * @param firstTemperature tau in the first epoch
 * @param lastTemperature tau in the last
 */
public record GumbelSoftmaxRelaxation(double firstTemperature, double lastTemperature) implements Relaxation {

    /** Checks the temperatures. */
    public GumbelSoftmaxRelaxation {
        if (!(firstTemperature > 0) || !(lastTemperature > 0)) {
            throw new IllegalArgumentException(
                    "temperatures " + firstTemperature + " and " + lastTemperature + ": expected two positive numbers");
        }
    }

    record Path(Matrix p, double temperature) implements Draw {

        @Override
        public Mixture mixture() {
            return Mixture.path(mostProbable(p));
        }

        @Override
        public Matrix gradient(Matrix operationGradients) {
            return SoftmaxRelaxation.backward(p, operationGradients, temperature);
        }
    }

    /** The temperature after a share of the epochs. */
    public double temperature(double progress) {
        return firstTemperature + (lastTemperature - firstTemperature) * progress;
    }

    @Override
    public Draw draw(Matrix alpha, double progress, Random random) {
        double temperature = temperature(progress);
        double[] logits = new double[alpha.rows() * alpha.columns()];
        Matrix p = SoftmaxRelaxation.softmax(alpha);
        for (int i = 0; i < logits.length; i++) {
            double uniform;
            do {
                uniform = random.nextDouble();
            } while (uniform == 0);
            double gumbel = -StrictMath.log(-StrictMath.log(uniform));
            logits[i] = (StrictMath.log(p.get(i / alpha.columns(), i % alpha.columns())) + gumbel) / temperature;
        }
        return new Path(SoftmaxRelaxation.softmax(Matrix.of(alpha.rows(), alpha.columns(), logits)), temperature);
    }

    @Override
    public Matrix probabilities(Matrix alpha) {
        return SoftmaxRelaxation.softmax(alpha);
    }

    /** The cell of each edge's largest number; of equal ones the first. */
    static Cell mostProbable(Matrix p) {
        List<Operation> operations = new ArrayList<>();
        for (int e = 0; e < p.rows(); e++) {
            int best = 0;
            for (int k = 1; k < p.columns(); k++) {
                if (p.get(e, k) > p.get(e, best)) {
                    best = k;
                }
            }
            operations.add(Operation.all().get(best));
        }
        return Cell.of(operations);
    }
}
