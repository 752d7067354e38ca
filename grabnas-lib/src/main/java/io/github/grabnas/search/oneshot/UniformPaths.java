package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.space.Cell;

import java.util.Arrays;
import java.util.Random;

/**
 * One of the 15,625 cells, drawn evenly, runs alone (L. Li and A. Talwalkar, "Random Search and Reproducibility for
 * Neural Architecture Search", UAI 2019). The architecture parameters play no part.
 */
public record UniformPaths() implements Relaxation {

    private record Path(Cell cell) implements Draw {

        @Override
        public Mixture mixture() {
            return Mixture.path(cell);
        }

        @Override
        public Matrix gradient(Matrix operationGradients) {
            return Matrix.zeros(operationGradients.rows(), operationGradients.columns());
        }
    }

    @Override
    public Draw draw(Matrix alpha, double progress, Random random) {
        return new Path(Cell.ofIndex(random.nextInt(Cell.COUNT)));
    }

    @Override
    public Matrix probabilities(Matrix alpha) {
        double[] p = new double[alpha.rows() * alpha.columns()];
        Arrays.fill(p, 1.0 / alpha.columns());
        return Matrix.of(alpha.rows(), alpha.columns(), p);
    }
}
