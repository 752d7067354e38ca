package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

class GaussianProcessTest {

    private static final JsonNode GOLDEN = Golden.numbers();
    private static final Matrix X = Golden.points(GOLDEN.path("x"));
    private static final double[] Y = Golden.vector(GOLDEN.path("y"));
    private static final double NOISE = GOLDEN.path("noise").asDouble();

    private static Stream<DynamicTest> forEveryKernel(BiConsumer<JsonNode, GaussianProcess> test) {
        List<JsonNode> processes = Golden.list(GOLDEN.path("processes"));
        assertThat(processes).hasSize(6);
        return processes.stream().map(expected -> {
            Kernel kernel = Golden.kernel(
                    expected.path("kernel").asText(),
                    GOLDEN.path("variance").asDouble(),
                    Golden.vector(expected.path("length_scales")));
            return DynamicTest.dynamicTest(
                    kernel.toString(), () -> test.accept(expected, GaussianProcess.condition(kernel, NOISE, X, Y)));
        });
    }

    @TestFactory
    Stream<DynamicTest> posterior_and_likelihood_equal_those_of_scikit_learn() {
        return forEveryKernel((expected, process) -> {
            Prediction prediction = process.predict(Golden.points(GOLDEN.path("at")));
            assertThat(prediction.means()).containsExactly(Golden.vector(expected.path("mean")), within(1e-9));
            assertThat(prediction.standardDeviations())
                    .containsExactly(Golden.vector(expected.path("deviation")), within(1e-8));
            assertThat(process.logMarginalLikelihood())
                    .isCloseTo(expected.path("log_marginal_likelihood").asDouble(), within(1e-9));
            double[] gradient = Golden.vector(expected.path("gradient"));
            LikelihoodGradient ours = process.logMarginalLikelihoodGradient();
            for (int i = 0; i < gradient.length - 1; i++) {
                assertThat(ours.kernelParameters()[i]).isCloseTo(gradient[i], within(1e-8));
            }
            assertThat(ours.logNoise()).isCloseTo(gradient[gradient.length - 1], within(1e-8));
        });
    }

    @TestFactory
    Stream<DynamicTest> the_likelihoods_gradient_equals_finite_differences() {
        return forEveryKernel((expected, process) -> {
            LikelihoodGradient gradient = process.logMarginalLikelihoodGradient();
            double[] parameters = process.kernel().parameters();
            for (int i = 0; i < parameters.length; i++) {
                int index = i;
                assertThat(gradient.kernelParameters()[i])
                        .isCloseTo(
                                difference(step -> {
                                    double[] moved = parameters.clone();
                                    moved[index] += step;
                                    return GaussianProcess.condition(
                                                    process.kernel().withParameters(moved), NOISE, X, Y)
                                            .logMarginalLikelihood();
                                }),
                                within(1e-6));
            }
            assertThat(gradient.logNoise())
                    .isCloseTo(
                            difference(step -> GaussianProcess.condition(process.kernel(), NOISE * Math.exp(step), X, Y)
                                    .logMarginalLikelihood()),
                            within(1e-6));
            for (int point = 0; point < X.rows(); point++) {
                for (int j = 0; j < X.columns(); j++) {
                    int p = point;
                    int c = j;
                    assertThat(gradient.input(point, j))
                            .isCloseTo(
                                    difference(step -> GaussianProcess.condition(
                                                    process.kernel(), NOISE, moved(p, c, step), Y)
                                            .logMarginalLikelihood()),
                                    within(1e-6));
                    assertThat(gradient.inputs()[point * X.columns() + j]).isEqualTo(gradient.input(point, j));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_posteriors_gradients_equal_finite_differences() {
        return forEveryKernel((expected, process) -> {
            double[] at = {0.3, -0.8, 1.1};
            double[] mean = process.meanAndGradient(at).gradient();
            double[] variance = process.varianceGradient(at);
            for (int j = 0; j < at.length; j++) {
                int c = j;
                assertThat(mean[j])
                        .isCloseTo(
                                difference(step -> moved(process, at, c, step).mean(0)), within(1e-6));
                assertThat(variance[j])
                        .isCloseTo(
                                difference(step -> moved(process, at, c, step).variance(0)), within(1e-6));
            }
        });
    }

    private static Prediction moved(GaussianProcess process, double[] at, int coordinate, double step) {
        double[] moved = at.clone();
        moved[coordinate] += step;
        return process.predict(Matrix.ofRows(moved));
    }

    private static Matrix moved(int point, int coordinate, double step) {
        double[][] rows = new double[X.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = X.row(i);
        }
        rows[point][coordinate] += step;
        return Matrix.ofRows(rows);
    }

    private static double difference(ToDoubleFunction<Double> function) {
        double step = 1e-5;
        return (function.applyAsDouble(step) - function.applyAsDouble(-step)) / (2 * step);
    }

    @Test
    void without_noise_the_posterior_passes_through_the_observations() {
        GaussianProcess process = GaussianProcess.condition(Matern52.isotropic(1, 1), 0, X, Y);
        Prediction prediction = process.predict(X);
        assertThat(prediction.means()).containsExactly(Y, within(1e-7));
        assertThat(prediction.standardDeviations()).containsExactly(new double[Y.length], within(1e-5));
    }

    @Test
    void far_from_all_observations_the_prior_returns() {
        GaussianProcess process = GaussianProcess.condition(Rbf.isotropic(2, 1), 0.01, X, Y);
        Prediction prediction = process.predict(Matrix.ofRows(new double[] {1e3, 1e3, 1e3}));
        assertThat(prediction.mean(0)).isCloseTo(process.standardisation().mean(), within(1e-9));
        assertThat(prediction.standardDeviation(0))
                .isCloseTo(Math.sqrt(2) * process.standardisation().standardDeviation(), within(1e-9));
    }

    @Test
    void one_point_is_enough() {
        GaussianProcess process = GaussianProcess.condition(
                Matern52.isotropic(1, 1), 1e-3, Matrix.ofRows(new double[] {1, 2}), new double[] {91});
        assertThat(process.predict(Matrix.ofRows(new double[] {0, 0})).mean(0)).isEqualTo(91);
        assertThat(process.standardisation().standardDeviation()).isEqualTo(1);
    }

    @Test
    void constant_targets_are_predicted_as_they_are() {
        GaussianProcess process =
                MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 1), 1e-2, X, new double[12]);
        assertThat(process.predict(X).means()).containsOnly(0);
    }

    @Test
    void duplicated_points_are_saved_by_the_jitter() {
        Matrix twice = Matrix.ofRows(new double[] {1, 1}, new double[] {1, 1}, new double[] {2, 0});
        GaussianProcess process = GaussianProcess.condition(Matern52.isotropic(1, 1), 0, twice, new double[] {1, 3, 2});
        assertThat(process.jitter()).isPositive();
        assertThat(process.predict(Matrix.ofRows(new double[] {1, 1})).mean(0)).isCloseTo(2, within(1e-4));
    }

    @Test
    void wrong_observations_are_refused_by_name() {
        Kernel kernel = Matern52.isotropic(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.condition(kernel, 0, X, new double[3]))
                .withMessage("3 targets for 12 points; expected one for each");
        double[] broken = Y.clone();
        broken[4] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.condition(kernel, 0, X, broken))
                .withMessageContaining("target 4 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.condition(kernel, -1, X, Y))
                .withMessageContaining("noise variance -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.ofRows(new double[] {1}, new double[] {1, 2}))
                .withMessageContaining("row 1 has 2 values; expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianProcess.condition(Rbf.ard(1, List.of(1.0, 2.0)), 0, X, Y))
                .withMessageContaining("2 length-scales, the points 3 coordinates");
    }

    @Test
    void the_fit_finds_the_best_parameters_of_a_sampled_function() {
        Random random = new Random(5);
        double[][] rows = new double[60][];
        double[] targets = new double[60];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {4 * random.nextDouble(), 4 * random.nextDouble()};
            targets[i] = Math.sin(2 * rows[i][0]) + 0.1 * random.nextGaussian();
        }
        Kernel start = Matern52.ard(1, List.of(1.0, 1.0));
        GaussianProcess process = MarginalLikelihoodFit.defaults().fit(start, 0.1, Matrix.ofRows(rows), targets);
        double[] hyperparameters = {0.1, 0.3, 1, 3, 10, 30, 90};
        for (double variance : new double[] {0.1, 0.3, 1, 3, 10}) {
            for (double first : hyperparameters) {
                for (double second : hyperparameters) {
                    for (double noise : new double[] {1e-5, 1e-3, 1e-2, 3e-2, 0.1, 0.5}) {
                        assertThat(GaussianProcess.condition(
                                                Matern52.ard(variance, List.of(first, second)),
                                                noise,
                                                Matrix.ofRows(rows),
                                                targets)
                                        .logMarginalLikelihood())
                                .as("no place of a grid is better")
                                .isLessThan(process.logMarginalLikelihood());
                    }
                }
            }
        }
        assertThat(process.kernel().hyperparameters().lengthScales().get(1))
                .as("the second coordinate does not matter")
                .isGreaterThan(
                        10 * process.kernel().hyperparameters().lengthScales().get(0));
        double standardDeviation = process.standardisation().standardDeviation();
        assertThat(Math.sqrt(process.noiseVariance()) * standardDeviation).isCloseTo(0.1, within(0.04));
    }

    @Test
    void a_line_search_that_divides_zero_by_zero_does_not_end_the_fit() {
        Matrix points = Matrix.ofRows(new double[][] {{8.8}, {2.3}, {1.9}, {4.6}, {1.8}});
        double[] targets = {-0.2, -0.4, -0.8, -0.9, 1.2};
        GaussianProcess process =
                MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 20), 1e-2, points, targets);
        for (double variance : new double[] {0.06, 0.3, 1, 3, 10}) {
            for (double scale : new double[] {0.06, 0.3, 1, 3, 10, 30, 90}) {
                for (double noise : new double[] {2e-6, 1e-3, 1e-2, 0.1, 0.5, 0.9}) {
                    assertThat(GaussianProcess.condition(Matern52.isotropic(variance, scale), noise, points, targets)
                                    .logMarginalLikelihood())
                            .isLessThan(process.logMarginalLikelihood());
                }
            }
        }
    }
}
