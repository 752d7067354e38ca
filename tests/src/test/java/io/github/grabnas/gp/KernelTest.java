package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

class KernelTest {

    static Stream<Kernel> kernels() {
        return Stream.of(Rbf.isotropic(1.3, 0.8), Matern32.isotropic(1.3, 0.8), Matern52.isotropic(1.3, 0.8));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void many_correlations_and_their_derivatives_are_those_of_each_distance(Kernel kernel) {
        double[] squared = new Random(1).doubles(1003, 0, 50).toArray();
        squared[0] = 0;
        double[] correlations = squared.clone();
        kernel.correlations(correlations);
        double[] again = squared.clone();
        double[] derivatives = new double[squared.length];
        kernel.correlations(again, derivatives);
        assertThat(again).containsExactly(correlations);
        for (int i = 0; i < squared.length; i++) {
            double expected = kernel.correlation(squared[i]);
            assertThat(correlations[i]).isCloseTo(expected, within(1e-14 * expected));
            double slope = kernel.correlationDerivative(squared[i]);
            assertThat(derivatives[i]).isCloseTo(slope, within(1e-14 * Math.abs(slope)));
        }
    }

    /** More rows and points than a block holds, and no multiple of one. */
    @ParameterizedTest
    @MethodSource("kernels")
    void a_sum_of_many_kernels_is_that_of_its_terms(Kernel kernel) {
        Random random = new Random(2);
        Matrix points = Matrix.of(301, 5, random.doubles(301 * 5, -1, 1).toArray());
        Matrix at = Matrix.of(77, 5, random.doubles(77 * 5, -1, 1).toArray());
        double[] weights = random.doubles(301, -1, 1).toArray();
        KernelExpansion sum = new KernelExpansion(kernel, points, weights);
        double[] means = sum.means(at);
        for (int row = 0; row < at.rows(); row++) {
            double expected = 0;
            for (int i = 0; i < weights.length; i++) {
                expected += weights[i] * kernel.value(at.row(row), points.row(i));
            }
            assertThat(means[row]).as("row " + row).isCloseTo(expected, within(1e-11));
            assertThat(sum.meanAndGradient(at.row(row)).mean()).isCloseTo(means[row], within(1e-11));
            double[] covariances = sum.covariances(at, row);
            assertThat(covariances[300]).isCloseTo(kernel.value(at.row(row), points.row(300)), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void the_gradient_of_such_a_sum_is_that_of_finite_differences(Kernel kernel) {
        Random random = new Random(3);
        Matrix points = Matrix.of(301, 3, random.doubles(301 * 3, -1, 1).toArray());
        KernelExpansion sum =
                new KernelExpansion(kernel, points, random.doubles(301, -1, 1).toArray());
        double[] place = {0.3, -0.2, 0.1};
        double[] gradient = sum.meanAndGradient(place).gradient();
        for (int j = 0; j < 3; j++) {
            double[] up = place.clone();
            double[] down = place.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double[] means = sum.means(Matrix.ofRows(up, down));
            assertThat(gradient[j]).isCloseTo((means[0] - means[1]) / 2e-5, within(1e-6));
        }
    }
}
