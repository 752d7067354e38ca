package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

class FixedNoiseGaussianProcessTest {

    private final Kernel kernel = Matern52.isotropic(1.3, 0.8);
    private final Matrix points = Matrix.ofRows(new double[] {0, 0}, new double[] {1, 0.5}, new double[] {-0.3, 0.9});
    private final Matrix at = Matrix.ofRows(new double[] {0.2, 0.1}, new double[] {3, 3});

    @Test
    void the_mean_of_repeated_observations_with_its_share_of_the_noise_gives_the_posterior_of_the_single_ones() {
        Matrix repeated =
                Matrix.ofRows(points.row(0), points.row(0), points.row(0), points.row(1), points.row(2), points.row(2));
        double[] single = {1.0, 1.6, 0.7, -0.4, 0.2, 0.5};
        Prediction expected = GaussianProcess.conditionStandardised(kernel, 0.3, repeated, single)
                .predict(at);
        FixedNoiseGaussianProcess averaged = FixedNoiseGaussianProcess.condition(
                kernel, points, new double[] {1.1, -0.4, 0.35}, new double[] {0.3 / 3, 0.3, 0.3 / 2});
        Prediction ours = averaged.predict(at);
        for (int i = 0; i < 2; i++) {
            assertThat(ours.mean(i)).isCloseTo(expected.mean(i), within(1e-12));
            assertThat(ours.variance(i)).isCloseTo(expected.variance(i), within(1e-12));
            assertThat(averaged.means(at)[i]).isEqualTo(ours.mean(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 11})
    void the_gradient_of_the_mean_is_that_of_finite_differences(int count) {
        Random random = new Random(count);
        double[][] rows = new double[count][];
        Arrays.setAll(rows, i -> new double[] {random.nextGaussian(), random.nextGaussian()});
        double[] variances = random.doubles(count, 0.1, 0.4).toArray();
        FixedNoiseGaussianProcess averaged = FixedNoiseGaussianProcess.condition(
                Matern52.ard(1.3, List.of(0.8, 1.7)),
                Matrix.ofRows(rows),
                random.doubles(count, -1, 1).toArray(),
                variances);
        double[] gradient = averaged.meanAndGradient(0.2, 0.1).gradient();
        assertThat(averaged.meanAndGradient(0.2, 0.1).mean())
                .isCloseTo(averaged.means(Matrix.ofRows(new double[] {0.2, 0.1}))[0], within(1e-12));
        double h = 1e-6;
        double[] up = averaged.means(Matrix.ofRows(new double[] {0.2 + h, 0.1}, new double[] {0.2, 0.1 + h}));
        double[] down = averaged.means(Matrix.ofRows(new double[] {0.2 - h, 0.1}, new double[] {0.2, 0.1 - h}));
        assertThat(gradient[0]).isCloseTo((up[0] - down[0]) / (2 * h), within(1e-7));
        assertThat(gradient[1]).isCloseTo((up[1] - down[1]) / (2 * h), within(1e-7));
    }

    @Test
    void points_of_another_dimension_are_refused() {
        FixedNoiseGaussianProcess averaged =
                FixedNoiseGaussianProcess.condition(kernel, points, new double[3], new double[] {1, 1, 1});
        assertThatThrownBy(() -> averaged.means(Matrix.ofRows(new double[] {1, 2, 3})))
                .hasMessageContaining("dimension 3; expected 2");
        assertThatThrownBy(() -> averaged.meanAndGradient(1)).hasMessageContaining("dimension 1; expected 2");
    }

    @Test
    void noise_variances_that_are_not_positive_or_too_few_are_named() {
        assertThatThrownBy(() ->
                        FixedNoiseGaussianProcess.condition(kernel, points, new double[3], new double[] {1, 0, 1}))
                .hasMessageContaining("noise variance 1 is 0.0; expected a positive number");
        assertThatThrownBy(
                        () -> FixedNoiseGaussianProcess.condition(kernel, points, new double[3], new double[] {1, 1}))
                .hasMessageContaining("2 noise variances for 3 targets");
    }
}
