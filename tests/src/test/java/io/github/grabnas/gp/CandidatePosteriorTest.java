package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class CandidatePosteriorTest {

    private final Random random = new Random(11);

    private Matrix randomPoints(int count, int dimension) {
        return Matrix.of(
                count, dimension, random.doubles((long) count * dimension).toArray());
    }

    private static void assertSame(Prediction actual, Prediction expected) {
        assertThat(actual.means()).containsExactly(expected.means(), within(1e-9));
        for (int i = 0; i < expected.count(); i++) {
            assertThat(actual.variance(i)).isCloseTo(expected.variance(i), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void observations_one_by_one_give_what_all_at_once_give(boolean isotropic) {
        Matrix candidates = randomPoints(1_300, 4);
        CandidatePosterior posterior = new CandidatePosterior(candidates);
        Kernel kernel = isotropic ? Matern52.isotropic(1.3, 0.8) : Matern32.ard(1.3, List.of(0.5, 0.8, 1.1, 2.0));
        Matrix points = randomPoints(1, 4);
        double[] targets = random.doubles(40).toArray();
        for (int n = 1; n <= 40; n++) {
            // Now and then the parameters change, as a fit changes them.
            kernel = n % 7 == 0
                    ? kernel.with(new KernelHyperparameters(
                            1 + n / 10.0, kernel.hyperparameters().lengthScales()))
                    : kernel;
            GaussianProcess process = GaussianProcess.condition(kernel, 1e-3, points, Arrays.copyOf(targets, n));
            assertSame(posterior.update(process), process.predict(candidates));
            points = points.appendRow(random.doubles(4).toArray());
        }
    }

    @Test
    void the_whole_space_of_one_hot_cells_is_predicted_alike() {
        OneHotOperations encoding = new OneHotOperations();
        Matrix candidates =
                Matrix.ofRows(Cell.all().stream().map(encoding::encode).toArray(double[][]::new));
        Matrix known = Matrix.ofRows(random.ints(20, 0, Cell.COUNT)
                .mapToObj(Cell::ofIndex)
                .map(encoding::encode)
                .toArray(double[][]::new));
        GaussianProcess process = GaussianProcess.condition(
                Matern52.isotropic(1, 2), 1e-2, known, random.doubles(20).toArray());
        assertSame(new CandidatePosterior(candidates).update(process), process.predict(candidates));
    }

    @Test
    void other_observations_start_anew() {
        Matrix candidates = randomPoints(50, 2);
        CandidatePosterior posterior = new CandidatePosterior(candidates);
        for (int i = 0; i < 3; i++) {
            GaussianProcess process = GaussianProcess.condition(
                    Rbf.isotropic(1, 0.3),
                    1e-3,
                    randomPoints(6 - i, 2),
                    random.doubles(6 - i).toArray());
            assertSame(posterior.update(process), process.predict(candidates));
        }
    }

    @Test
    void a_change_of_the_noise_alone_starts_anew() {
        Matrix candidates = randomPoints(50, 2);
        CandidatePosterior posterior = new CandidatePosterior(candidates);
        Matrix points = randomPoints(7, 2);
        double[] targets = random.doubles(7).toArray();
        double[] noises = {1e-3, 0.1, 0.5};
        for (int i = 0; i < noises.length; i++) {
            // One observation more the first time, none the second time.
            int count = Math.min(7, 6 + i);
            GaussianProcess process = GaussianProcess.condition(
                    Rbf.isotropic(1, 0.3),
                    noises[i],
                    points.selectRows(IntStream.range(0, count).toArray()),
                    Arrays.copyOf(targets, count));
            assertSame(posterior.update(process), process.predict(candidates));
        }
    }

    @Test
    void a_process_of_another_dimension_is_refused() {
        CandidatePosterior posterior = new CandidatePosterior(randomPoints(5, 3));
        GaussianProcess process =
                GaussianProcess.condition(Rbf.isotropic(1, 1), 0.1, randomPoints(2, 2), new double[] {1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posterior.update(process))
                .withMessageContaining("dimension 2; the candidates have 3");
    }
}
