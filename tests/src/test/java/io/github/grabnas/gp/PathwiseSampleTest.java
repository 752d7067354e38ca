package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** Functions drawn from a posterior have its mean, its variances and its covariances. */
class PathwiseSampleTest {

    private static final int DRAWS = 4_000;
    private static final double NOISE = 0.05;
    private static final Matrix OBSERVED =
            Matrix.ofRows(new double[] {0, 0}, new double[] {1, 0.5}, new double[] {2, 1});
    private static final Matrix AT =
            Matrix.ofRows(new double[] {0.1, 0}, new double[] {0.6, 0.9}, new double[] {3, 3}, new double[] {3.2, 2.9});

    static List<Kernel> kernels() {
        return List.of(Rbf.isotropic(1.3, 0.9), Matern32.isotropic(0.7, 1.2), Matern52.ard(1.1, List.of(0.8, 1.5)));
    }

    private static GaussianProcess process(Kernel kernel) {
        return GaussianProcess.conditionStandardised(kernel, NOISE, OBSERVED, new double[] {0.4, -0.7, 1.1});
    }

    /** The covariance of the posterior at two points, by formula 2.26 of Rasmussen and Williams: from variances. */
    private static double covariance(Kernel kernel, int i, int j) {
        GaussianProcess before = process(kernel);
        // Conditioning on j with noise v lowers the variance at i by c²/(variance of j + v).
        GaussianProcess after =
                GaussianProcess.conditionStandardised(kernel, NOISE, OBSERVED.appendRow(AT.row(j)), new double[] {
                    0.4, -0.7, 1.1, before.predict(AT).mean(j)
                });
        double explained = before.predict(AT).variance(i) - after.predict(AT).variance(i);
        return Math.sqrt(explained * (before.predict(AT).variance(j) + NOISE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void draws_have_the_posteriors_moments(Kernel kernel) {
        GaussianProcess process = process(kernel);
        Prediction exact = process.predict(AT);
        int n = AT.rows();
        double[] sums = new double[n];
        double[][] products = new double[n][n];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] values = PathwiseSample.of(process, draw).at(AT);
            for (int i = 0; i < n; i++) {
                sums[i] += values[i] / DRAWS;
                for (int j = 0; j < n; j++) {
                    products[i][j] += (values[i] - exact.mean(i)) * (values[j] - exact.mean(j)) / DRAWS;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            // Four standard errors: one test in some thousand would fail by chance, and seeds are fixed.
            double deviation = exact.standardDeviation(i);
            assertThat(sums[i]).isCloseTo(exact.mean(i), within(4 * deviation / Math.sqrt(DRAWS)));
            assertThat(products[i][i]).isCloseTo(exact.variance(i), within(0.12 * exact.variance(i)));
        }
        assertThat(products[2][3]).isCloseTo(covariance(kernel, 2, 3), within(0.12 * exact.variance(2)));
    }

    @Test
    void a_function_is_decided_by_its_seed_and_given_in_the_unit_of_the_targets() {
        double[] accuracies = {91, 88, 93.5};
        GaussianProcess process = GaussianProcess.condition(Matern52.isotropic(1, 1), 1e-6, OBSERVED, accuracies);
        double[] drawn = PathwiseSample.of(process, 3).at(OBSERVED);
        assertThat(drawn).containsExactly(PathwiseSample.of(process, 3).at(OBSERVED));
        assertThat(PathwiseSample.of(process, 4).at(AT))
                .isNotEqualTo(PathwiseSample.of(process, 3).at(AT));
        for (int i = 0; i < accuracies.length; i++) {
            assertThat(drawn[i])
                    .as("almost without noise it passes through the observations")
                    .isCloseTo(accuracies[i], within(0.05));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathwiseSample.of(process, 0).at(Matrix.ofRows(new double[] {1})))
                .withMessageContaining("dimension 1; expected 2");
    }
}
