package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.RandomGeneratorFactory;

import java.util.Random;

/**
 * The weights of each edge are drawn from a Dirichlet distribution with the concentrations {@code beta = elu(alpha) +
 * 1}, and its gradient goes through the draw (X. Chen et al., "DrNAS: Dirichlet Neural Architecture Search", ICLR 2021,
 * eq. 5 to 7; the pathwise gradient is {@link DirichletGradient}). The distribution's mean {@code beta / sum beta} is
 * what it stands for.
 */
public record DirichletRelaxation() implements Relaxation {

    private static final double SMALLEST = 1e-300;

    record Weights(Matrix alpha, Matrix theta) implements Draw {

        @Override
        public Mixture mixture() {
            return Mixture.weighted(theta);
        }

        @Override
        public Matrix gradient(Matrix operationGradients) {
            int columns = alpha.columns();
            double[] back = new double[alpha.rows() * columns];
            for (int e = 0; e < alpha.rows(); e++) {
                double[] dBeta = DirichletGradient.backward(
                        theta.row(e), concentrations(alpha.row(e)), operationGradients.row(e));
                for (int k = 0; k < columns; k++) {
                    back[e * columns + k] = dBeta[k] * slope(alpha.get(e, k));
                }
            }
            return Matrix.of(alpha.rows(), columns, back);
        }
    }

    /** The concentrations {@code elu(alpha) + 1} of one edge. */
    static double[] concentrations(double... alpha) {
        double[] beta = new double[alpha.length];
        for (int k = 0; k < beta.length; k++) {
            beta[k] = alpha[k] > 0 ? alpha[k] + 1 : StrictMath.exp(alpha[k]);
        }
        return beta;
    }

    /** The derivative of {@code elu(alpha) + 1}. */
    static double slope(double alpha) {
        return alpha > 0 ? 1 : StrictMath.exp(alpha);
    }

    @Override
    public Draw draw(Matrix alpha, double progress, Random random) {
        RandomGenerator generator = RandomGeneratorFactory.createRandomGenerator(random);
        double[] theta = new double[alpha.rows() * alpha.columns()];
        for (int e = 0; e < alpha.rows(); e++) {
            double[] beta = concentrations(alpha.row(e));
            double[] gamma = new double[beta.length];
            double sum = 0;
            for (int k = 0; k < beta.length; k++) {
                gamma[k] = Math.max(SMALLEST, new GammaDistribution(generator, beta[k], 1).sample());
                sum += gamma[k];
            }
            for (int k = 0; k < beta.length; k++) {
                theta[e * beta.length + k] = gamma[k] / sum;
            }
        }
        return new Weights(alpha, Matrix.of(alpha.rows(), alpha.columns(), theta));
    }

    @Override
    public Matrix probabilities(Matrix alpha) {
        double[] mean = new double[alpha.rows() * alpha.columns()];
        for (int e = 0; e < alpha.rows(); e++) {
            double[] beta = concentrations(alpha.row(e));
            double sum = 0;
            for (double b : beta) {
                sum += b;
            }
            for (int k = 0; k < beta.length; k++) {
                mean[e * beta.length + k] = beta[k] / sum;
            }
        }
        return Matrix.of(alpha.rows(), alpha.columns(), mean);
    }
}
