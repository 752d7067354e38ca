package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;
import org.apache.commons.math3.special.Gamma;

import java.util.Map;

/**
 * DrNAS (X. Chen et al., ICLR 2021): an edge's weights are drawn from a Dirichlet distribution in each pass, and its
 * concentrations descend the loss through the draw ({@link DirichletRelaxation}).
 *
 * <p>Defaults are the authors' for NAS-Bench-201 (xiangning-chen/DrNAS, 201-space, the plain script): 100 epochs,
 * batches of 64, rate 0.025 to 0.001, weight decay 3e-4, plain momentum, gradient cut to 5, the architecture first, all
 * channels; the regulariser is Adam's weight decay of alpha, 1e-3. {@code regularizer=kl} takes 1e-3 times the
 * Kullback-Leibler divergence from Dir(1) in its place.
 *
 * <p>Known failures: the published CIFAR-100 accuracy, 73.51 percent, was not reproduced: users report 70.47, 70.01 and
 * 70.88 (94.36 on CIFAR-10 and 46.34 on ImageNet16-120 were).
 */
final class DrNas extends OneShotMethod {

    private static final double SCALE = 1e-3;

    /** What keeps the concentrations near 1. */
    enum Regularizer {
        L2,
        KL
    }

    static final Setting<Regularizer> REGULARIZER =
            Setting.choice("regularizer", Regularizer.L2, "what keeps the concentrations near 1");

    DrNas() {
        super(
                "drnas",
                "DrNAS: weights of operations drawn from a Dirichlet distribution",
                Map.of("epochs", "100", "weight-decay", "0.0003", "nesterov", "false", "update", "architecture-first"),
                REGULARIZER);
    }

    @Override
    OneShotPlan plan(OneShotRecipe recipe, SettingValues values) {
        if (values.get(REGULARIZER) == Regularizer.L2) {
            return OneShotPlan.of(label(), recipe, new DirichletRelaxation());
        }
        return OneShotPlan.of(label(), recipe.withAlphaDecay(0), new DirichletRelaxation())
                .withRegularizer(DrNas::divergence);
    }

    /**
     * The gradient of {@code 1e-3 KL(Dir(beta) || Dir(1))}, summed over the edges, with respect to alpha:
     * {@code dKL/dbeta_k = (beta_k - 1) psi'(beta_k) - (sum beta - n) psi'(sum beta)}.
     */
    static Matrix divergence(Matrix alpha) {
        int columns = alpha.columns();
        double[] gradient = new double[alpha.rows() * columns];
        for (int e = 0; e < alpha.rows(); e++) {
            double[] beta = DirichletRelaxation.concentrations(alpha.row(e));
            double sum = 0;
            for (double b : beta) {
                sum += b;
            }
            double shared = (sum - columns) * Gamma.trigamma(sum);
            for (int k = 0; k < columns; k++) {
                gradient[e * columns + k] = SCALE
                        * ((beta[k] - 1) * Gamma.trigamma(beta[k]) - shared)
                        * DirichletRelaxation.slope(alpha.get(e, k));
            }
        }
        return Matrix.of(alpha.rows(), columns, gradient);
    }
}
