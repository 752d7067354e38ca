package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A shipped surrogate after observations of a table at proxy scale. */
class DeepKernelPosteriorTest {

    private static final Map<PriorMean, DeepKernelSurrogate> SURROGATES = new EnumMap<>(PriorMean.class);
    private static final List<Cell> SUPPORT =
            IntStream.range(0, 30).mapToObj(i -> Cell.ofIndex(521 * i + 7)).toList();
    private static final List<Cell> OTHERS =
            IntStream.range(0, 400).mapToObj(i -> Cell.ofIndex(39 * i + 11)).toList();
    private static double[] accuracies;

    @BeforeAll
    static void make() throws IOException {
        BenchmarkTable table = BenchmarkSuite.PROXY.table();
        accuracies = SUPPORT.stream()
                .mapToDouble(c -> table.accuracy(c, ProxyDataset.FASHION.target()))
                .toArray();
        for (PriorMean priorMean : PriorMean.values()) {
            SURROGATES.put(
                    priorMean,
                    DeepKernelSurrogate.of(
                                    MetaCheckpoint.find("proxy", 0),
                                    BenchmarkSuite.PROXY.sample(ProxyDataset.FASHION.target(), 0))
                            .withPriorMean(priorMean));
        }
    }

    static Stream<Arguments> waysWithGradient() {
        return Arrays.stream(PriorMean.values())
                .flatMap(k -> Stream.of(
                                new Conditioning(ResidualFeatures.FUSED, false),
                                new Conditioning(ResidualFeatures.FUSED, true),
                                new Conditioning(ResidualFeatures.GRAPH, true))
                        .map(c -> Arguments.of(k, c)));
    }

    private static DeepKernelPosterior conditioned(DeepKernelSurrogate surrogate, Conditioning conditioning) {
        return surrogate.withConditioning(conditioning).condition(observations(accuracies));
    }

    private static List<Observation> observations(double... measured) {
        return IntStream.range(0, measured.length)
                .mapToObj(i -> Observation.of(SUPPORT.get(i), measured[i]))
                .toList();
    }

    /** Accuracies that depend on the graph embedding and on nothing else. */
    private static double[] smooth(DeepKernelSurrogate surrogate) {
        Matrix latents = surrogate.embed(SUPPORT);
        return IntStream.range(0, SUPPORT.size())
                .mapToDouble(i -> 70 + 0.1 * latents.get(i, 0) - 0.2 * latents.get(i, 1))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("waysWithGradient")
    void the_gradient_of_the_posterior_mean_is_that_of_central_differences(
            PriorMean priorMean, Conditioning conditioning) {
        DeepKernelSurrogate surrogate = SURROGATES.get(priorMean);
        // Of what the fit takes for noise there is no gradient, so the graph's vectors are given something to explain.
        DeepKernelPosterior conditioned = surrogate
                .withConditioning(conditioning)
                .condition(observations(
                        conditioning.residualFeatures() == ResidualFeatures.GRAPH ? smooth(surrogate) : accuracies));
        // Observed cells are no good places: a Matérn kernel has no third derivative there.
        for (Cell cell : List.of(Cell.ofIndex(4_444), Cell.ofIndex(11_111))) {
            double[] at = surrogate.embed(List.of(cell)).row(0);
            double[] gradient = conditioned.meanAndGradient(at).gradient();
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            assertThat(largest).as("the mean is not flat").isGreaterThan(1e-4);
            double step = 1e-5;
            for (int i = 0; i < at.length; i++) {
                double[] above = at.clone();
                double[] below = at.clone();
                above[i] += step;
                below[i] -= step;
                double difference = (conditioned.mean(above) - conditioned.mean(below)) / (2 * step);
                assertThat(gradient[i]).as("coordinate %d", i).isCloseTo(difference, within(1e-4 * largest + 1e-7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysWithGradient")
    void the_mean_at_a_cells_embedding_is_the_mean_among_candidates(PriorMean priorMean, Conditioning conditioning) {
        DeepKernelSurrogate surrogate = SURROGATES.get(priorMean);
        DeepKernelPosterior conditioned = conditioned(surrogate, conditioning);
        DeepKernelCandidates candidates = surrogate.encode(OTHERS);
        Prediction posterior = conditioned.predict(candidates);
        for (int i = 0; i < OTHERS.size(); i += 40) {
            assertThat(conditioned.mean(candidates.embeddings().row(i))).isCloseTo(posterior.mean(i), within(1e-6));
        }
    }

    @Test
    void a_mean_stands_for_the_accuracy_that_is_read_as_it() {
        DeepKernelPosterior conditioned = conditioned(SURROGATES.get(PriorMean.ZERO), Conditioning.standard());
        double median = new Median().evaluate(accuracies);
        for (double above : new double[] {0, 0.5, 3}) {
            assertThat(conditioned.observationOf(median + above)).isEqualTo(median + above);
        }
        for (double below : new double[] {0.5, 2, 4}) {
            double accuracy = conditioned.observationOf(median - below);
            assertThat(accuracy).as("what was drawn towards the median").isLessThan(median - below);
            assertThat(conditioned.read(accuracy)).isCloseTo(median - below, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void functions_drawn_have_the_predictions_means_and_standard_deviations(PriorMean priorMean) {
        DeepKernelSurrogate surrogate = SURROGATES.get(priorMean);
        for (Conditioning conditioning : List.of(Conditioning.paper(), Conditioning.standard())) {
            DeepKernelPosterior conditioned = conditioned(surrogate, conditioning);
            DeepKernelCandidates candidates = surrogate.encode(OTHERS.subList(0, 20));
            Prediction exact = conditioned.predict(candidates);
            int draws = 1_000;
            double[] sums = new double[20];
            double[] squares = new double[20];
            for (int draw = 0; draw < draws; draw++) {
                double[] values = conditioned.sample(candidates, draw);
                for (int i = 0; i < 20; i++) {
                    sums[i] += values[i] / draws;
                    squares[i] += Math.pow(values[i] - exact.mean(i), 2) / draws;
                }
            }
            for (int i = 0; i < 20; i++) {
                double deviation = exact.standardDeviation(i);
                assertThat(sums[i]).isCloseTo(exact.mean(i), within(4.5 * deviation / Math.sqrt(draws)));
                assertThat(Math.sqrt(squares[i])).isCloseTo(deviation, within(0.1 * deviation));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> conditioned.sample(Candidates.of(SUPPORT), 0))
                    .withMessageContaining("encoded by another surrogate");
        }
    }

    @Test
    void predictions_that_are_kept_up_to_date_are_those_made_anew() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.META_LEARNED);
        List<Observation> all = observations(accuracies);
        DeepKernelCandidates kept = surrogate.encode(OTHERS);
        DeepKernelPosterior first = surrogate.condition(all.subList(0, 20));
        for (int n = 20; n <= 30; n += 5) {
            DeepKernelPosterior next = surrogate.update(all.subList(0, n), first);
            assertThat(next.process().kernel()).isEqualTo(first.process().kernel());
            Prediction updated = next.predict(kept);
            Prediction anew = next.predict(kept.fresh());
            assertThat(updated.means()).containsExactly(anew.means(), within(1e-6));
            assertThat(updated.standardDeviations()).containsExactly(anew.standardDeviations(), within(1e-6));
        }
    }

    @Test
    void an_observed_cell_is_expected_to_be_as_good_as_it_was_where_the_noise_is_small() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.ZERO);
        double[] good = smooth(surrogate);
        DeepKernelPosterior conditioned = surrogate.condition(observations(good));
        assertThat(conditioned.process().noiseVariance()).isLessThan(0.01);
        double spread = Arrays.stream(good).max().orElseThrow()
                - Arrays.stream(good).min().orElseThrow();
        Prediction posterior = conditioned.predict(surrogate.encode(SUPPORT));
        for (int i = 0; i < good.length; i++) {
            assertThat(posterior.mean(i)).isCloseTo(good[i], within(0.05 * spread));
        }
    }

    @Test
    void one_failed_cell_among_the_observed_hardly_changes_the_order_of_the_others() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.META_LEARNED);
        double[] failed = accuracies.clone();
        failed[12] = 10;
        DeepKernelCandidates candidates = surrogate.encode(OTHERS);
        for (Conditioning conditioning : List.of(Conditioning.paper(), Conditioning.standard())) {
            double[] sound =
                    conditioned(surrogate, conditioning).predict(candidates).means();
            double[] shaken = surrogate
                    .withConditioning(conditioning)
                    .condition(observations(failed))
                    .predict(candidates)
                    .means();
            int[] best = IntStream.range(0, sound.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -sound[i]))
                    .limit(100)
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(new SpearmansCorrelation()
                            .correlation(
                                    Arrays.stream(best)
                                            .mapToDouble(i -> sound[i])
                                            .toArray(),
                                    Arrays.stream(best)
                                            .mapToDouble(i -> shaken[i])
                                            .toArray()))
                    .as("%s", conditioning)
                    .isGreaterThan(0.7);
        }
    }

    @Test
    void with_zero_prior_mean_and_without_refit_it_is_equations_3_and_4_on_standardised_accuracies() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.ZERO);
        Matrix observed = surrogate.fuse(SUPPORT);
        int n = SUPPORT.size();
        double level = Arrays.stream(accuracies).average().orElseThrow();
        double spread =
                Arrays.stream(accuracies).map(a -> (a - level) * (a - level)).sum() / (n - 1);
        double shared = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                shared += i == j ? 0 : surrogate.kernel().value(observed.row(i), observed.row(j));
            }
        }
        // The variance that the kernel expects among the observed.
        double unit = Math.sqrt(spread
                / (surrogate.kernel().hyperparameters().variance() + surrogate.noise() - shared / (n * (n - 1))));
        GaussianProcess process = GaussianProcess.conditionStandardised(
                surrogate.kernel(),
                surrogate.noise(),
                observed,
                Arrays.stream(accuracies).map(a -> (a - level) / unit).toArray());
        Prediction closed = process.predict(surrogate.fuse(OTHERS));
        DeepKernelPosterior conditioned = conditioned(surrogate, Conditioning.paper());
        assertThat(conditioned.outputScale()).isCloseTo(unit, within(1e-9));
        Prediction posterior = conditioned.predict(surrogate.encode(OTHERS));
        for (int i = 0; i < OTHERS.size(); i++) {
            assertThat(posterior.mean(i)).isCloseTo(level + unit * closed.mean(i), within(1e-6));
            assertThat(posterior.standardDeviation(i)).isCloseTo(unit * closed.standardDeviation(i), within(1e-6));
        }
    }

    @Test
    void operations_rank_cells_but_have_no_gradient_and_refuse_graphs_that_are_no_cells() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.META_LEARNED);
        Conditioning operations = new Conditioning(ResidualFeatures.OPERATIONS, true);
        DeepKernelPosterior conditioned = conditioned(surrogate, operations);
        Prediction posterior = conditioned.predict(surrogate.encode(SUPPORT));
        assertThat(new SpearmansCorrelation().correlation(posterior.means(), accuracies))
                .isGreaterThan(0.7);
        double[] latent = surrogate.embed(SUPPORT).row(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> conditioned.meanAndGradient(latent))
                .withMessageContaining("take FUSED or GRAPH");
        Architecture novel = ArchitectureGraph.parse(
                "input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> surrogate.withConditioning(operations).condition(List.of(Observation.of(novel, 80))))
                .withMessageContaining("is no cell");
        assertThat(surrogate
                        .withConditioning(Conditioning.paper())
                        .condition(List.of(Observation.of(novel, 80)))
                        .mean(latent))
                .isBetween(0.0, 100.0);
    }

    @Test
    void residual_features_whose_kernel_meta_training_has_not_fitted_must_be_refitted() {
        for (ResidualFeatures features : List.of(ResidualFeatures.GRAPH, ResidualFeatures.OPERATIONS)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Conditioning(features, false))
                    .withMessageContaining(features + " without refit")
                    .withMessageContaining("take FUSED, or refit");
        }
    }

    @Test
    void candidates_of_another_surrogate_and_no_observations_are_refused() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.ZERO);
        DeepKernelPosterior posterior = conditioned(surrogate, Conditioning.standard());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        posterior.predict(SURROGATES.get(PriorMean.META_LEARNED).encode(SUPPORT)))
                .withMessageContaining("encoded by another surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posterior.predict(Candidates.of(SUPPORT)))
                .withMessageContaining("encoded by another surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> surrogate.condition(List.of()))
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observation.of(SUPPORT.get(0), Double.NaN))
                .withMessageContaining("expected a finite number");
    }

    @Test
    void in_another_unit_the_predictions_are_the_same_but_for_the_unit() {
        DeepKernelSurrogate surrogate = SURROGATES.get(PriorMean.META_LEARNED).inAnyUnit();
        double[] means = surrogate
                .condition(observations(accuracies))
                .predict(surrogate.encode(OTHERS))
                .means();
        double[] other = surrogate
                .condition(observations(
                        Arrays.stream(accuracies).map(a -> 1e-6 * a - 3).toArray()))
                .predict(surrogate.encode(OTHERS))
                .means();
        for (int i = 0; i < means.length; i++) {
            assertThat((other[i] + 3) / 1e-6).isCloseTo(means[i], within(1e-3));
        }
    }
}
