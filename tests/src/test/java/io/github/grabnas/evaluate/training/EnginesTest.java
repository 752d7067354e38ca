package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.nn.dl4j.Nd4jEngine;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Training on one engine and on another. */
class EnginesTest {

    private static final Cell CELL =
            Cell.parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
    private static final ArchitectureGraph NOVEL =
            ArchitectureGraph.parse("input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3 3>4");
    private static final TrainingRecipe SHORT = new TrainingRecipe(2, 64, 0.1, 0.9, 5e-4, 1, true);

    static Stream<TrainingEngine> engines() {
        return Stream.of(new VectorEngine(), new Nd4jEngine());
    }

    private static CandidateTrainer trainer(ImageTask task) {
        return new CandidateTrainer(task, 4, 1, SHORT, 1);
    }

    @Tag("long")
    @Test
    void a_short_training_ends_within_noise_of_the_other_engines_over_ten_seeds() throws IOException {
        CandidateTrainer vector = trainer(ProxyDataset.DIGITS.read(DataFolder.find()));
        CandidateTrainer nd4j = vector.on(new Nd4jEngine());
        double[] ours = accuracies(vector);
        double[] others = accuracies(nd4j);
        double[] differences = IntStream.range(0, ours.length)
                .mapToDouble(i -> others[i] - ours[i])
                .toArray();
        double mean = mean(differences);
        double spread = Math.sqrt(mean(LongStream.range(0, ours.length)
                .mapToDouble(i -> square(ours[(int) i] - mean(ours)))
                .toArray()));
        assertThat(mean(ours)).as("it learns").isGreaterThan(20);
        // Two means of ten whose seeds vary so much differ by less in all but one of a thousand cases.
        assertThat(mean)
                .as("mean difference of accuracy; vector %s, spread over seeds %s", mean(ours), spread)
                .isCloseTo(0, within(3.3 * spread * Math.sqrt(2.0 / ours.length)));
    }

    private static double[] accuracies(CandidateTrainer trainer) {
        return LongStream.range(0, 10)
                .mapToDouble(seed -> trainer.train(CELL, seed).accuracy())
                .toArray();
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double square(double x) {
        return x * x;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void the_same_seed_gives_the_same_initial_weights_under_the_same_names(TrainingEngine engine) {
        Skeleton skeleton = new Skeleton(1, 8, 10, 4, 1);
        try (TrainableNetwork network = engine.network(NOVEL, skeleton, 16, 1);
                TrainableNetwork other = new VectorEngine().network(NOVEL, skeleton, 16, 1)) {
            network.initialize(5);
            other.initialize(5);
            assertThat(network.weightNames()).isEqualTo(other.weightNames());
            assertThat(network.statisticNames()).isEqualTo(other.statisticNames());
            assertThat(Stream.concat(network.weightNames().stream(), network.statisticNames().stream()))
                    .allSatisfy(name -> assertThat(network.weights(name)).containsExactly(other.weights(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void every_cell_that_nothing_flows_through_still_trains(TrainingEngine engine) throws IOException {
        CandidateTrainer trainer =
                trainer(ProxyDataset.DIGITS.read(DataFolder.find())).on(engine);
        Cell nothing = Cell.of(Collections.nCopies(Cell.EDGES, Operation.NONE));
        TrainingOutcome outcome = trainer.train(nothing, 0);
        assertThat(outcome.epochs()).allSatisfy(e -> assertThat(e.loss()).isFinite());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_learning_rate_that_is_far_too_high_diverges_with_the_accuracy_of_guessing(TrainingEngine engine)
            throws IOException {
        TrainingRecipe reckless = new TrainingRecipe(3, 32, 1e20, 0.9, 5e-4, 0, false);
        CandidateTrainer trainer =
                new CandidateTrainer(ProxyDataset.DIGITS.read(DataFolder.find()), 4, 1, reckless, 1).on(engine);
        assertThat(trainer.train(CELL, 0)).isInstanceOfSatisfying(TrainingOutcome.Diverged.class, diverged -> {
            assertThat(diverged.accuracy()).isEqualTo(10);
            assertThat(diverged.step()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void images_of_another_size_and_batches_that_are_not_full_are_refused(TrainingEngine engine) throws IOException {
        LabelledImages digits = ProxyDataset.DIGITS.read(DataFolder.find()).training();
        Pixels pixels = Pixels.of(digits);
        try (TrainableNetwork larger = engine.network(CELL.graph(), new Skeleton(1, 16, 10, 4, 1), 16, 1);
                TrainableNetwork fitting = engine.network(CELL.graph(), new Skeleton(1, 8, 10, 4, 1), 16, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> larger.load(digits, new int[] {0}, pixels))
                    .withMessageContaining("1 x 8 x 8 pixels; the network takes");
            fitting.load(digits, new int[] {0, 1, 2}, pixels);
            assertThatIllegalStateException()
                    .isThrownBy(fitting::gradient)
                    .withMessage("a training batch of 3 images: expected 16");
            assertThat(fitting.predict()).hasDimensions(3, 10);
            assertThat(fitting.countCorrect()).isBetween(0, 3);
        }
    }

    @Test
    void journals_of_the_vector_engine_keep_their_settings_and_others_name_theirs() throws IOException {
        CandidateTrainer trainer = trainer(ProxyDataset.DIGITS.read(DataFolder.find()));
        assertThat(trainer.settings()).doesNotContain("engine");
        assertThat(trainer.on(new Nd4jEngine()).settings()).isEqualTo(trainer.settings() + ", engine nd4j");
    }

    @Test
    void a_journal_of_one_engine_is_not_continued_on_another(@TempDir Path folder) throws IOException {
        CandidateTrainer trainer = trainer(ProxyDataset.DIGITS.read(DataFolder.find()));
        Path file = folder.resolve("journal");
        TrainingJournal.open(file, trainer.settings()).close();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                        TrainingJournal.open(file, trainer.on(new Nd4jEngine()).settings())))
                .hasMessageContaining("engine nd4j");
    }

    @Test
    void without_a_gpu_auto_is_the_vector_engine_and_unknown_names_are_refused() {
        assertThat(EngineChoice.of("vector").engine()).isEqualTo(new VectorEngine());
        assertThat(EngineChoice.of("nd4j").engine()).isEqualTo(new Nd4jEngine());
        assertThat(EngineChoice.of("auto").engine()).isEqualTo(new VectorEngine());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineChoice.of("cuda"))
                .withMessage("engine 'cuda': expected one of vector, nd4j, auto");
    }

    @Test
    void two_engines_are_found_to_agree_and_the_hours_of_a_recipe_follow_from_the_speed() {
        EngineComparison comparison = EngineComparison.of(
                new VectorEngine(), new Nd4jEngine(), CELL, new Skeleton(1, 8, 4, 4, 1), 32, 3, 1, 0);
        assertThat(comparison.isAgreement())
                .as("differences %s", comparison.differences())
                .isTrue();
        assertThat(comparison.first().engine()).isEqualTo("vector");
        assertThat(comparison.second().engine()).isEqualTo("nd4j");
        assertThat(comparison.second().losses()).hasSize(3);
        assertThat(comparison.first().losses().get(0))
                .isCloseTo(comparison.second().losses().get(0), within(1e-5));
        TrainingRecipe recipe = TrainingRecipe.nasBench201();
        assertThat(new EngineComparison.Steps("any", List.of(1.0), 256).hours(recipe, 1000))
                .isEqualTo(200 * 3 / 3600.0, within(1e-9));
    }

    /**
     * In the first graph the input's only readers read nothing else, and the result of node 1 goes to two sums; in the
     * others, one goes to three, and the input to two.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "input nor_conv_3x3 nor_conv_1x1 avg_pool_3x3 output; 0>1 1>2 1>3 2>3 3>4",
                "input skip_connect nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 output; 0>1 1>2 1>3 2>3 1>4 2>4 3>4 4>5",
                "input avg_pool_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 0>2 1>2 0>3 2>3 3>4"
            })
    void both_engines_agree_on_graphs_in_which_results_go_several_ways(String graph) {
        EngineComparison comparison = compare(ArchitectureGraph.parse(graph), new Nd4jEngine());
        assertThat(comparison.isAgreement())
                .as("differences %s", comparison.differences())
                .isTrue();
    }

    private static EngineComparison compare(Architecture architecture, TrainingEngine second) {
        return EngineComparison.of(new VectorEngine(), second, architecture, new Skeleton(1, 8, 4, 4, 1), 32, 2, 1, 0);
    }

    /** The vector engine, but what one method of its networks gives is a tenth too large. */
    private record WrongEngine(String method) implements TrainingEngine {

        @Override
        public String label() {
            return "wrong";
        }

        @Override
        public TrainableNetwork network(ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads) {
            TrainableNetwork right = new VectorEngine().network(graph, skeleton, batchSize, threads);
            return (TrainableNetwork) Proxy.newProxyInstance(
                    TrainableNetwork.class.getClassLoader(),
                    new Class<?>[] {TrainableNetwork.class},
                    (proxy, called, arguments) -> {
                        boolean isWrong = method.equals(called.getName())
                                || method.equals("statistics")
                                        && called.getName().equals("weights")
                                        && right.statisticNames().contains((String) arguments[0]);
                        if (isWrong && arguments != null && arguments[0] instanceof Double rate) {
                            arguments[0] = 1.1 * rate;
                        }
                        Object answer = called.invoke(right, arguments);
                        if (isWrong && answer instanceof float[] numbers) {
                            enlarge(numbers);
                        } else if (isWrong && answer instanceof float[][] rows) {
                            Stream.of(rows).forEach(WrongEngine::enlarge);
                        }
                        return answer;
                    });
        }

        private static void enlarge(float[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] *= 1.1f;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gradient, gradients",
        "step, changes of the weights",
        "statistics, running statistics",
        "predict, scores"
    })
    void an_engine_with_one_wrong_part_is_found_out_and_the_part_named(String method, String what) {
        EngineComparison comparison = compare(CELL, new WrongEngine(method));
        assertThat(comparison.isAgreement()).isFalse();
        assertThat(comparison.differences().stream()
                        .filter(d -> !d.isAgreement())
                        .map(EngineComparison.Difference::what))
                .first()
                .isEqualTo(what);
        assertThat(compare(CELL, new WrongEngine("none")).differences())
                .allSatisfy(d -> assertThat(d.share()).isZero());
    }

    @Test
    void numbers_that_are_not_finite_are_no_agreement() {
        assertThat(new EngineComparison.Difference("scores", Double.NaN).isAgreement())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_network_of_more_weights_than_an_array_holds_is_refused_with_their_number(TrainingEngine engine) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.network(CELL.graph(), new Skeleton(3, 8, 10, 3_800, 1), 16, 1))
                .withMessageContaining("weights (C=3800, N=1): expected at most 2147483647; take fewer channels");
    }
}
