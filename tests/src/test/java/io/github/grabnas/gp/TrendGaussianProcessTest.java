package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Against the same process written as one dense Gaussian, whose covariance holds offset and weights. */
class TrendGaussianProcessTest {

    private static final int N = 9;
    private static final int CANDIDATES = 700;
    private static final double NOISE = 0.05;
    private static final double OFFSET_VARIANCE = 100;

    private final Random random = new Random(3);
    private final Kernel kernel = Matern52.isotropic(0.7, 1.2);
    private final Matrix points = gaussian(N, 2);
    private final Matrix at = gaussian(CANDIDATES, 2);
    private final TrendPrior trend = new TrendPrior(1, 0.8);
    private final OutputScalePrior scalePrior = new OutputScalePrior(2, 1);

    private Matrix gaussian(int rows, int columns) {
        return Matrix.of(
                rows,
                columns,
                DoubleStream.generate(random::nextGaussian)
                        .limit((long) rows * columns)
                        .toArray());
    }

    private double[] targets(Matrix basis) {
        double[] y = new double[N];
        Arrays.setAll(
                y,
                i -> 70
                        + 3 * Math.sin(points.get(i, 0))
                        + (basis.columns() > 0 ? 2 * basis.get(i, 0) : 0)
                        + random.nextGaussian());
        return y;
    }

    private static double expected(Matrix basis, int row) {
        return basis.columns() == 0 ? 0 : Arrays.stream(basis.row(row)).sum() / basis.columns();
    }

    private double covariance(Matrix a, Matrix basisA, int i, Matrix b, Matrix basisB, int j) {
        double value = kernel.value(a.row(i), b.row(j)) + OFFSET_VARIANCE;
        for (int h = 0; h < basisA.columns(); h++) {
            value += trend.deviation() * trend.deviation() / basisA.columns() * basisA.get(i, h) * basisB.get(j, h);
        }
        return value;
    }

    private CholeskyDecomposition dense(Matrix basis) {
        double[] c = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                c[i * N + j] = covariance(points, basis, i, points, basis, j) + (i == j ? NOISE : 0);
            }
        }
        return CholeskyDecomposition.of(c, N);
    }

    private static double[] standardised(Matrix basis, double[] y, double scale) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double[] z = new double[N];
        Arrays.setAll(z, i -> (y[i] - mean) / scale - expected(basis, i));
        return z;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void mean_and_variance_are_those_of_the_dense_covariance_with_any_number_of_basis_functions(int functions) {
        Matrix basis = gaussian(N, functions);
        Matrix basisAt = gaussian(CANDIDATES, functions);
        double[] y = targets(basis);
        TrendGaussianProcess process =
                TrendGaussianProcess.condition(kernel, NOISE, points, basis, trend, scalePrior, y);
        Prediction ours = process.predict(new CandidatePosterior(at), basisAt);
        Scales scales = scales(basis, y);
        CholeskyDecomposition factor = dense(basis);
        for (int c = 0; c < CANDIDATES; c += 7) {
            double[] k = new double[N];
            for (int i = 0; i < N; i++) {
                k[i] = covariance(points, basis, i, at, basisAt, c);
            }
            double[] explained = k.clone();
            factor.solveLower(explained);
            double variance = covariance(at, basisAt, c, at, basisAt, c)
                    - Arrays.stream(explained).map(v -> v * v).sum();
            factor.solve(k);
            double prior = expected(basisAt, c);
            DoubleUnaryOperator given = s -> s * (prior + dot(k, standardised(basis, y, s)));
            double mean = scales.expectation(given);
            double expectedSquare = scales.expectation(s -> s * s * variance);
            double ofMeans = scales.expectation(s -> Math.pow(given.applyAsDouble(s) - mean, 2));
            double centre = Arrays.stream(y).average().orElseThrow();
            assertThat(ours.mean(c)).isCloseTo(centre + mean, within(1e-6));
            assertThat(ours.variance(c)).isCloseTo(expectedSquare + ofMeans, withinPercentage(1e-2));
            assertThat(process.mean(
                            process.residuals().predict(at.selectRows(c)).mean(0), basisAt.row(c)))
                    .isCloseTo(ours.mean(c), within(1e-9));
        }
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Output scales with their probabilities, by brute force. */
    private record Scales(double[] values, double[] probabilities) {

        double expectation(DoubleUnaryOperator of) {
            return IntStream.range(0, values.length)
                    .mapToDouble(i -> probabilities[i] * of.applyAsDouble(values[i]))
                    .sum();
        }
    }

    private Scales scales(Matrix basis, double[] y) {
        double[] values = IntStream.rangeClosed(-800, 800)
                .mapToDouble(i -> Math.exp(i / 200.0))
                .toArray();
        double[] logs = Arrays.stream(values).map(s -> logDensity(basis, y, s)).toArray();
        double most = Arrays.stream(logs).max().orElseThrow();
        double[] densities = Arrays.stream(logs).map(l -> Math.exp(l - most)).toArray();
        double sum = Arrays.stream(densities).sum();
        return new Scales(values, Arrays.stream(densities).map(d -> d / sum).toArray());
    }

    @Test
    void functions_drawn_have_the_covariances_of_the_dense_gaussian_offset_and_weights_included() {
        int draws = 4_000;
        // The last two are far from all observations, where offset and weights decide.
        Matrix few = Matrix.ofRows(new double[] {0.3, 0.1}, new double[] {7, 7}, new double[] {-9, 6});
        Matrix basis = gaussian(N, 2);
        Matrix basisAt = Matrix.ofRows(new double[] {0.5, -1}, new double[] {3, 2}, new double[] {2, 4});
        double[] y = targets(basis);
        TrendGaussianProcess process =
                TrendGaussianProcess.condition(kernel, NOISE, points, basis, trend, scalePrior, y);
        CandidatePosterior candidates = new CandidatePosterior(few);
        double[] means = process.predict(candidates, basisAt).means();
        CholeskyDecomposition factor = dense(basis);
        double[][] products = new double[3][3];
        double[] sums = new double[3];
        for (int draw = 0; draw < draws; draw++) {
            double[] values = process.sample(candidates, basisAt, draw);
            for (int i = 0; i < 3; i++) {
                sums[i] += values[i] / draws;
                for (int j = 0; j < 3; j++) {
                    products[i][j] += (values[i] - means[i]) * (values[j] - means[j]) / draws;
                }
            }
        }
        Scales scales = scales(basis, y);
        double meanScale = scales.expectation(s -> s);
        double unit = scales.expectation(s -> s * s);
        double[] slopes = slopes(factor, basis, few, basisAt);
        double[][] exact = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                exact[i][j] = unit * posteriorCovariance(factor, basis, few, basisAt, i, j)
                        + (unit - meanScale * meanScale) * slopes[i] * slopes[j];
            }
        }
        for (int i = 0; i < 3; i++) {
            // Four standard errors: seeds are fixed, and one test in some thousand would fail by chance.
            assertThat(sums[i]).isCloseTo(means[i], within(4 * Math.sqrt(exact[i][i] / draws)));
            for (int j = 0; j < 3; j++) {
                double size = Math.sqrt(exact[i][i] * exact[j][j]);
                assertThat(products[i][j])
                        .as("covariance of %d and %d", i, j)
                        .isCloseTo(exact[i][j], within(0.1 * size));
            }
        }
        assertThat(exact[1][2] / Math.sqrt(exact[1][1] * exact[2][2]))
                .as("far from each other, yet they vary together")
                .isGreaterThan(0.3);
        assertThat(process.sample(candidates, basisAt, 5)).containsExactly(process.sample(candidates, basisAt, 5));
    }

    /** By how much the means move with the output scale: what is predicted of targets that are all equal. */
    private double[] slopes(CholeskyDecomposition factor, Matrix basis, Matrix few, Matrix basisAt) {
        double[] slopes = new double[few.rows()];
        for (int c = 0; c < slopes.length; c++) {
            int candidate = c;
            double[] k = new double[N];
            Arrays.setAll(k, n -> covariance(points, basis, n, few, basisAt, candidate));
            factor.solve(k);
            slopes[c] = expected(basisAt, c) + dot(k, standardised(basis, new double[N], 1));
        }
        return slopes;
    }

    private double posteriorCovariance(
            CholeskyDecomposition factor, Matrix basis, Matrix few, Matrix basisAt, int i, int j) {
        double[] a = new double[N];
        double[] b = new double[N];
        Arrays.setAll(a, n -> covariance(points, basis, n, few, basisAt, i));
        Arrays.setAll(b, n -> covariance(points, basis, n, few, basisAt, j));
        factor.solve(a);
        double explained = 0;
        for (int n = 0; n < N; n++) {
            explained += a[n] * b[n];
        }
        return covariance(few, basisAt, i, few, basisAt, j) - explained;
    }

    @Test
    void the_output_scale_is_the_mean_over_its_density_and_the_log_posterior_the_highest_density() {
        Matrix basis = gaussian(N, 2);
        double[] y = targets(basis);
        TrendGaussianProcess process =
                TrendGaussianProcess.condition(kernel, NOISE, points, basis, trend, scalePrior, y);
        double most = IntStream.range(-4_000, 4_000)
                .mapToDouble(i -> logDensity(basis, y, Math.exp(i / 1_000.0)))
                .max()
                .orElseThrow();
        assertThat(process.logPosterior().orElseThrow()).isCloseTo(most, within(1e-5));
        Scales scales = scales(basis, y);
        assertThat(process.outputScale()).isCloseTo(scales.expectation(s -> s), withinPercentage(1e-2));
        assertThat(process.noiseVariance()).isCloseTo(NOISE * scales.expectation(s -> s * s), withinPercentage(1e-2));
    }

    private double logDensity(Matrix basis, double[] y, double scale) {
        CholeskyDecomposition factor = dense(basis);
        double[] z = standardised(basis, y, scale);
        factor.solveLower(z);
        double standard = Math.log(scale / scalePrior.median()) / scalePrior.logStandardDeviation();
        return -Arrays.stream(z).map(v -> v * v).sum() / 2
                - factor.logDeterminant() / 2
                - (N - 1) * Math.log(scale)
                - standard * standard / 2;
    }

    @Test
    void a_function_that_the_targets_contradict_changes_sign_unless_it_is_never_doubted() {
        Matrix basis = gaussian(N, 1);
        assertThat(slope(basis, 2, 1)).isCloseTo(2, within(0.2));
        assertThat(slope(basis, -2, 1)).isCloseTo(-2, within(0.2));
        assertThat(slope(basis, -2, 0)).as("never doubted").isPositive();
    }

    /** How many units of the targets a unit of the function is worth, after targets on a line. */
    private double slope(Matrix basis, double truth, double deviation) {
        double[] y = new double[N];
        Arrays.setAll(y, i -> 80 + truth * basis.get(i, 0));
        TrendGaussianProcess process = TrendGaussianProcess.condition(
                kernel, NOISE, points, basis, new TrendPrior(1, deviation), scalePrior, y);
        return process.trendWeights()[0] * process.outputScale();
    }

    @Test
    void equal_targets_leave_open_what_differs_from_the_observed() {
        Matrix basis = Matrix.of(N, 1, DoubleStream.generate(() -> 1.5).limit(N).toArray());
        double[] equal = new double[N];
        Arrays.setAll(equal, i -> 90 + 0.01 * i);
        TrendGaussianProcess process =
                TrendGaussianProcess.condition(kernel, NOISE, points, basis, trend, scalePrior, equal);
        Matrix place = points.selectRows(0, 0);
        Prediction same = process.predict(new CandidatePosterior(place), Matrix.of(2, 1, new double[] {1.5, -1.5}));
        assertThat(same.standardDeviation(1)).isGreaterThan(5 * same.standardDeviation(0));
    }

    @Test
    void the_fit_takes_the_most_probable_place_of_its_grid_and_a_later_one_begins_there() {
        Matrix basis = gaussian(N, 1);
        TrendFit.Data data = new TrendFit.Data(
                points,
                basis,
                trend,
                scalePrior,
                Arrays.stream(targets(basis)).boxed().toList());
        TrendFit fit = new TrendFit(List.of(0.5, 1.0, 2.0, 4.0));
        TrendGaussianProcess best = fit.fit(kernel, data);
        assertThat(fit.refit(best, data).logPosterior()).isEqualTo(best.logPosterior());
        assertThat(best.residuals().kernel().hyperparameters().lengthScales().get(0))
                .isIn(0.5, 1.0, 2.0, 4.0);
        TrendGaussianProcess far = data.condition(Matern52.isotropic(0.03, 4), 0.03 * 0.1);
        TrendGaussianProcess climbed = fit.refit(far, data);
        assertThat(climbed.logPosterior().orElseThrow())
                .isGreaterThan(far.logPosterior().orElseThrow());
    }

    @Test
    void what_does_not_fit_together_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrendGaussianProcess.condition(
                        kernel, NOISE, points, gaussian(N - 1, 1), trend, scalePrior, new double[N]))
                .withMessageContaining("a basis of 8 rows for 9 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrendPrior(1, -1))
                .withMessageContaining("a deviation of 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutputScalePrior(0, 1))
                .withMessageContaining("expected positive numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrendFit(List.of()))
                .withMessageContaining("expected at least one");
    }
}
