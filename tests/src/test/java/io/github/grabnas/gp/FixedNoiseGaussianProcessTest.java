package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    void averages_say_what_the_single_observations_say() {
        Matrix repeated = Matrix.ofRows(points.row(0), points.row(0), points.row(0), points.row(1), points.row(2), points.row(2));
        double[] single = {1.0, 1.6, 0.7, -0.4, 0.2, 0.5};
        Prediction expected = GaussianProcess.conditionStandardised(kernel, 0.3, repeated, single).predict(at);
        FixedNoiseGaussianProcess averaged = FixedNoiseGaussianProcess.condition(kernel, 0.3, points, new double[] {1.1, -0.4, 0.35},
                new int[] {3, 1, 2});
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
        int[] counts = random.ints(count, 1, 4).toArray();
        FixedNoiseGaussianProcess averaged = FixedNoiseGaussianProcess.condition(Matern52.ard(1.3, List.of(0.8, 1.7)), 0.3, Matrix.ofRows(rows),
                random.doubles(count, -1, 1).toArray(), counts);
        double[] gradient = averaged.meanGradient(0.2, 0.1);
        double h = 1e-6;
        double[] up = averaged.means(Matrix.ofRows(new double[] {0.2 + h, 0.1}, new double[] {0.2, 0.1 + h}));
        double[] down = averaged.means(Matrix.ofRows(new double[] {0.2 - h, 0.1}, new double[] {0.2, 0.1 - h}));
        assertThat(gradient[0]).isCloseTo((up[0] - down[0]) / (2 * h), within(1e-7));
        assertThat(gradient[1]).isCloseTo((up[1] - down[1]) / (2 * h), within(1e-7));
    }

    @Test
    void points_of_another_dimension_are_refused() {
        FixedNoiseGaussianProcess averaged = FixedNoiseGaussianProcess.condition(kernel, 0.3, points, new double[3], new int[] {1, 1, 1});
        assertThatThrownBy(() -> averaged.means(Matrix.ofRows(new double[] {1, 2, 3}))).hasMessageContaining("dimension 3; expected 2");
        assertThatThrownBy(() -> averaged.meanGradient(1)).hasMessageContaining("dimension 1; expected 2");
    }

    @Test
    void counts_below_one_are_named() {
        assertThatThrownBy(() -> FixedNoiseGaussianProcess.condition(kernel, 0.3, points, new double[3], new int[] {1, 0, 1}))
                .hasMessageContaining("a count of at least 1");
    }
}
