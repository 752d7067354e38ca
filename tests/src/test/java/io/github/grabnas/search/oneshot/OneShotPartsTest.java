package io.github.grabnas.search.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Relaxations and Adam, against PyTorch and SciPy (tests/golden/one_shot.py), finite differences and closed forms. */
class OneShotPartsTest {

    private static final double H = 1e-5;
    private static final Matrix ALPHA = Matrix.of(
            6,
            5,
            IntStream.range(0, 30).mapToDouble(i -> 0.8 * Math.sin(1.7 * i)).toArray());
    private static final Matrix UPSTREAM =
            Matrix.of(6, 5, IntStream.range(0, 30).mapToDouble(i -> Math.cos(i)).toArray());

    private static JsonNode golden(String name) throws IOException {
        try (InputStream stream = OneShotPartsTest.class.getResourceAsStream("/golden/one-shot.json")) {
            return new ObjectMapper().readTree(stream).get(name);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double inner(Matrix a, Matrix b) {
        return IntStream.range(0, 30)
                .mapToDouble(i -> a.toArray()[i] * b.toArray()[i])
                .sum();
    }

    private static Matrix moved(int at, double by) {
        return ALPHA.with(at / 5, at % 5, ALPHA.get(at / 5, at % 5) + by);
    }

    @Test
    void the_gradient_of_a_softmax_is_a_finite_difference() {
        SoftmaxRelaxation softmax = new SoftmaxRelaxation();
        Matrix gradient = softmax.draw(ALPHA, 0, new Random(0)).gradient(UPSTREAM);
        for (int i = 0; i < 30; i++) {
            double difference = inner(softmax.probabilities(moved(i, H)), UPSTREAM)
                    - inner(softmax.probabilities(moved(i, -H)), UPSTREAM);
            assertThat(gradient.get(i / 5, i % 5)).isCloseTo(difference / (2 * H), within(1e-8));
        }
    }

    @Test
    void the_gradient_of_a_Gumbel_softmax_is_that_of_its_weights_for_the_same_noise() {
        GumbelSoftmaxRelaxation gumbel = new GumbelSoftmaxRelaxation(10, 0.1);
        double progress = 0.9;
        Matrix gradient = gumbel.draw(ALPHA, progress, new Random(7)).gradient(UPSTREAM);
        for (int i = 0; i < 30; i++) {
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                var path = (GumbelSoftmaxRelaxation.Path)
                        gumbel.draw(moved(i, side == 0 ? H : -H), progress, new Random(7));
                sides[side] = inner(path.p(), UPSTREAM);
            }
            assertThat(gradient.get(i / 5, i % 5)).isCloseTo((sides[0] - sides[1]) / (2 * H), within(1e-7));
        }
    }

    @Test
    void Gumbel_draws_have_the_frequencies_of_the_softmax_and_the_temperature_falls_linearly() {
        GumbelSoftmaxRelaxation gumbel = new GumbelSoftmaxRelaxation(10, 0.1);
        assertThat(List.of(gumbel.temperature(0), gumbel.temperature(0.5), gumbel.temperature(1)))
                .usingElementComparator(new DoubleComparator(1e-12))
                .containsExactly(10.0, 5.05, 0.1);
        Random random = new Random(3);
        int draws = 4_000;
        double[] share = new double[30];
        for (int i = 0; i < draws; i++) {
            Matrix weights = gumbel.draw(ALPHA, 0.3, random).mixture().operations();
            for (int k = 0; k < 30; k++) {
                share[k] += weights.toArray()[k] / draws;
            }
        }
        double[] p = gumbel.probabilities(ALPHA).toArray();
        for (int k = 0; k < 30; k++) {
            assertThat(share[k]).isCloseTo(p[k], within(4 * Math.sqrt(p[k] * (1 - p[k]) / draws)));
        }
    }

    @Test
    void uniform_paths_are_spread_over_all_cells_and_teach_alpha_nothing() {
        UniformPaths uniform = new UniformPaths();
        Random random = new Random(5);
        double[] share = new double[30];
        for (int i = 0; i < 4_000; i++) {
            Matrix weights = uniform.draw(ALPHA, 0, random).mixture().operations();
            for (int k = 0; k < 30; k++) {
                share[k] += weights.toArray()[k] / 4_000;
            }
        }
        assertThat(Arrays.stream(share).boxed()).allSatisfy(s -> assertThat(s).isCloseTo(0.2, within(0.026)));
        assertThat(uniform.draw(ALPHA, 0, random).gradient(UPSTREAM)).isEqualTo(Matrix.zeros(6, 5));
    }

    @Test
    void Dirichlet_draws_have_mean_and_variance_of_the_closed_form() {
        DirichletRelaxation dirichlet = new DirichletRelaxation();
        Random random = new Random(11);
        int draws = 4_000;
        double[] sum = new double[30];
        double[] squares = new double[30];
        for (int i = 0; i < draws; i++) {
            double[] theta =
                    dirichlet.draw(ALPHA, 0, random).mixture().operations().toArray();
            for (int k = 0; k < 30; k++) {
                sum[k] += theta[k];
                squares[k] += theta[k] * theta[k];
            }
        }
        double[] mean = dirichlet.probabilities(ALPHA).toArray();
        for (int k = 0; k < 30; k++) {
            double total = Arrays.stream(DirichletRelaxation.concentrations(ALPHA.row(k / 5)))
                    .sum();
            double variance = mean[k] * (1 - mean[k]) / (total + 1);
            assertThat(sum[k] / draws).isCloseTo(mean[k], within(4 * Math.sqrt(variance / draws)));
            assertThat(squares[k] / draws - Math.pow(sum[k] / draws, 2)).isCloseTo(variance, within(0.12 * variance));
        }
    }

    @Test
    void the_velocity_of_a_draw_is_that_of_the_quantile() throws IOException {
        assertThat(golden("velocities")).hasSize(19);
        for (JsonNode row : golden("velocities")) {
            double x = row.get("x").asDouble();
            double expected = row.get("velocity").asDouble();
            assertThat(DirichletGradient.velocity(
                            x, 1 - x, row.get("a").asDouble(), row.get("b").asDouble()))
                    .as(row.toString())
                    .isCloseTo(expected, within(1e-5 * Math.max(1e-3, Math.abs(expected))));
        }
    }

    @Test
    void at_both_ends_the_velocity_has_no_jump() {
        for (double a : new double[] {0.4, 1, 3}) {
            double below = DirichletGradient.velocity(0.999e-7, 1 - 0.999e-7, a, 4);
            double above = DirichletGradient.velocity(1.001e-7, 1 - 1.001e-7, a, 4);
            assertThat(below / above).isCloseTo(1, within(3e-3));
            below = DirichletGradient.velocity(1 - 0.999e-7, 0.999e-7, a, 2);
            above = DirichletGradient.velocity(1 - 1.001e-7, 1.001e-7, a, 2);
            assertThat(below / above).isCloseTo(1, within(3e-3));
        }
        assertThat(DirichletGradient.velocity(1e-300, 1, 1e-3, 4)).isFinite();
    }

    @Test
    void gradients_through_Dirichlet_draws_are_those_of_PyTorch() throws IOException {
        double[] upstream = IntStream.range(0, 5).mapToDouble(Math::cos).toArray();
        assertThat(golden("dirichlet")).hasSize(9);
        for (JsonNode row : golden("dirichlet")) {
            double[] found = DirichletGradient.backward(numbers(row.get("x")), numbers(row.get("beta")), upstream);
            double[] expected = numbers(row.get("gradient"));
            for (int k = 0; k < 5; k++) {
                assertThat(found[k])
                        .as(row.toString())
                        .isCloseTo(expected[k], within(2e-3 * Math.max(1e-3, Math.abs(expected[k]))));
            }
        }
    }

    @Test
    void the_divergence_from_the_even_Dirichlet_has_the_gradient_of_PyTorch() throws IOException {
        JsonNode row = golden("divergence");
        double[] found =
                DrNas.divergence(Matrix.of(6, 5, numbers(row.get("alpha")))).toArray();
        assertThat(found).usingComparatorWithPrecision(1e-9).containsExactly(numbers(row.get("gradient")));
    }

    @Test
    void architecture_parameters_move_as_with_Adam_in_PyTorch() throws IOException {
        ArchitectureParameters parameters =
                new ArchitectureParameters(numbers(golden("adam").get("start")));
        for (int t = 0; t < 5; t++) {
            int step = t;
            double[] g =
                    IntStream.range(0, 36).mapToDouble(i -> Math.sin(i + step)).toArray();
            parameters.step(Matrix.of(6, 5, Arrays.copyOf(g, 30)), Arrays.copyOfRange(g, 30, 36), 3e-4, 1e-3);
        }
        double[] end = numbers(golden("adam").get("end"));
        assertThat(parameters.operations().toArray())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(Arrays.copyOf(end, 30));
        double[] factors = parameters.edgeFactors();
        for (int[] entering : new int[][] {{0}, {1, 2}, {3, 4, 5}}) {
            double sum = Arrays.stream(entering)
                    .mapToDouble(e -> Math.exp(end[30 + e]))
                    .sum();
            for (int e : entering) {
                assertThat(factors[e]).as("edge %d", e).isCloseTo(Math.exp(end[30 + e]) / sum, within(1e-12));
            }
        }
    }

    @Test
    void the_rate_of_the_weights_falls_along_the_cosine_of_PyTorch() {
        OneShotRecipe recipe = new OneShotRecipe(
                50, 0, 64, 0.025, 0.001, 5e-4, true, OptionalDouble.empty(), 3e-4, 1e-3, false, 0, 1, false);
        // CosineAnnealingLR with T_max 50 and eta_min 0.001 after 0, 10, 25 and 49 epochs.
        assertThat(IntStream.of(0, 10, 25, 49).mapToDouble(recipe::rate).toArray())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.025, 0.02270820393249937, 0.013, 0.001023679258860724);
    }

    @Test
    void the_factors_of_the_edges_into_a_node_sum_to_one_and_have_the_gradient_of_a_finite_difference() {
        double[] values =
                IntStream.range(0, 36).mapToDouble(i -> Math.sin(2.3 * i)).toArray();
        ArchitectureParameters parameters = new ArchitectureParameters(values);
        double[] factors = parameters.edgeFactors();
        assertThat(List.of(factors[0], factors[1] + factors[2], factors[3] + factors[4] + factors[5]))
                .allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-12)));
        double[] upstream = IntStream.range(0, 6).mapToDouble(Math::cos).toArray();
        double[] gradient = parameters.edgeGradient(upstream);
        for (int e = 0; e < Cell.EDGES; e++) {
            double[] sides = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] changed = values.clone();
                changed[30 + e] += side == 0 ? H : -H;
                double[] f = new ArchitectureParameters(changed).edgeFactors();
                sides[side] = IntStream.range(0, 6)
                        .mapToDouble(i -> f[i] * upstream[i])
                        .sum();
            }
            assertThat(gradient[e]).isCloseTo((sides[0] - sides[1]) / (2 * H), within(1e-8));
        }
    }
}
