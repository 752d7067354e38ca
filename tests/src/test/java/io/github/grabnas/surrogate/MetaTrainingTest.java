package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingRun;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Meta-training on made-up tasks, on which the truth is known. */
class MetaTrainingTest {

    private final DeepKernel model = new DeepKernel(
            new DatasetEncoder(3, 8, 2, 6, true),
            new GraphEncoder(10, 8, 8, true),
            new FusionMlp(6, 8, 10, 6),
            KernelKind.MATERN52);
    private final MetaTraining training =
            new MetaTraining(new TrainingSettings(60, 48, 3e-3, 1e-3, 10, 20), 3, PseudoNegatives.none());

    private static MetaTrainingData madeUp() {
        return MadeUpTasks.data();
    }

    @ParameterizedTest
    @EnumSource(KernelKind.class)
    void the_loss_has_the_gradient_of_finite_differences_through_kernel_noise_and_inputs(KernelKind kind) {
        DeepKernel deep = new DeepKernel(model.datasets(), model.graphs(), model.fusion(), kind);
        double[] y = {0.3, -1.2, 0.7, 1.1, -0.4};
        FiniteDifferences.check(
                deep.initialize(1).startingWith("kernel."),
                FiniteDifferences.random(5, 3, 2),
                (tape, x) -> deep.loss(x, y));
    }

    @Test
    void the_loss_is_the_negative_log_marginal_likelihood_of_two_observations_in_closed_form() {
        Parameters p = model.initialize(1);
        double k = p.get("kernel.noise").get(0, 0);
        double noise = model.noise(p);
        assertThat(noise).isCloseTo(0.5, within(1e-12));
        assertThat(k).isNegative();
        io.github.grabnas.nn.autodiff.Tape tape = io.github.grabnas.nn.autodiff.Tape.forward(p);
        double loss = model.loss(
                        tape.constant(Matrix.ofRows(new double[] {0}, new double[] {100})), new double[] {1, -2})
                .value()
                .get(0, 0);
        double variance = 1 + noise;
        assertThat(loss).isCloseTo(0.5 * Math.log(2 * Math.PI * variance) + (1 + 4) / (4 * variance), within(1e-9));
    }

    @Test
    void task_effects_are_taken_out() {
        MetaTrainingData data = madeUp();
        TaskEffects effects = TaskEffects.of(data, data.tuples());
        for (int task = 1; task < 30; task++) {
            assertThat(effects.of(task) - effects.of(task - 1))
                    .as("task %d", task)
                    .isCloseTo(-1, within(0.5));
        }
    }

    @Test
    void the_initial_cells_are_those_best_for_their_tasks_and_not_those_tried_on_the_easiest() {
        MetaTrainingData data = madeUp();
        List<Cell> byEffect = InitialCells.byCellEffect(data, 5);
        assertThat(byEffect).allMatch(c -> c.count(Operation.of("nor_conv_3x3")) >= 3);
        List<Cell> raw = InitialCells.byRawAverage(data, 5);
        assertThat(raw).isNotEqualTo(byEffect);
        assertThatThrownBy(() -> InitialCells.byRawAverage(data, 0)).hasMessageContaining("0 initial cells");
    }

    @Test
    void meta_training_lowers_the_loss_on_held_out_tasks_and_a_run_cut_in_two_ends_where_a_whole_one_does(
            @TempDir Path folder) throws IOException {
        MetaTrainingData data = madeUp();
        TrainingRun whole = training.start(model, model.initialize(7), data, 7);
        List<TrainingProgress> progress = new ArrayList<>();
        whole.complete(progress::add);
        assertThat(progress).hasSize(6);
        assertThat(progress.get(5).validationLoss()).isLessThan(progress.get(0).validationLoss() - 0.1);

        TrainingRun first = training.start(model, model.initialize(7), data, 7);
        first.advance();
        first.advance();
        Path file = folder.resolve("state");
        TrainingStateFile.open(file, "settings").save(MetaTraining.STAGE, first.state());
        TrainingState read = TrainingStateFile.open(file, "settings")
                .find(MetaTraining.STAGE)
                .orElseThrow();
        assertThat(read).isEqualTo(first.state());
        assertThat(training.resume(model, data, 7, read).complete(p -> {})).isEqualTo(whole.state());
    }

    /**
     * Losses of an earlier version, in which meta-training had a loop of its own. They hold the order of all random
     * draws and of the arithmetic. Equality of the bits would hold on one kind of processor only.
     */
    @Test
    void a_few_steps_give_the_losses_that_they_always_gave() {
        PseudoNegatives negatives = new PseudoNegatives(16, 30, -1.5);
        TrainingRun run = new MetaTraining(new TrainingSettings(7, 48, 3e-3, 1e-3, 3, 20), 3, negatives)
                .start(model, model.initialize(7), madeUp(), 7);
        assertThat(run.complete(p -> {}).curve().toArray())
                .containsExactly(
                        new double[] {
                            3, hex("3ffd4b0937fb493b"), hex("3ffedfda1f5d741a"),
                            6, hex("3ffb6c8ca6a79ec5"), hex("3ffe53a7d7f50146"),
                            7, hex("3ffc06f8c864b142"), hex("3ffe4d986c46bfb0")
                        },
                        within(1e-9));
    }

    private static double hex(String bits) {
        return Double.longBitsToDouble(Long.parseLong(bits, 16));
    }

    @Test
    void a_checkpoint_survives_writing_and_predicts_the_same_to_the_last_bit(@TempDir Path folder) throws IOException {
        MetaTrainingData data = madeUp();
        TrainingRun run = training.withSteps(10).start(model, model.initialize(7), data, 7);
        run.advance();
        MetaCheckpoint made = MetaCheckpoint.of(model, training, data, run.state(), Map.of("seed", "7"));
        Path file = folder.resolve("checkpoint.safetensors");
        made.write(file);
        MetaCheckpoint read = MetaCheckpoint.read(file);
        assertThat(read).isEqualTo(made);
        DatasetSample sample = data.sample(3, 4, new SplittableRandom(1));
        assertThat(predict(read, sample)).containsExactly(predict(made, sample));
        assertThatThrownBy(() -> MetaCheckpoint.read(Path.of("data/autoencoder/cells.safetensors")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("no meta-training checkpoint");
    }

    @Test
    void the_mean_dataset_embedding_is_that_of_the_tasks_with_tuples_one_after_the_other() {
        MetaTrainingData data = madeUp();
        Parameters parameters = model.initialize(3);
        double[] expected = new double[6];
        for (int task = 0; task < 30; task++) {
            // The made-up classes have fewer images than are drawn, so that a sample is the whole class in some order.
            Matrix embedding =
                    model.datasets().embed(parameters, List.of(data.sample(task, 20, new SplittableRandom(task))));
            for (int j = 0; j < 6; j++) {
                expected[j] += embedding.get(0, j) / 30;
            }
        }
        Matrix mean = model.meanDatasetEmbedding(parameters, data);
        assertThat(mean.row(0)).containsExactly(expected, within(1e-12));
        DeepKernel blind =
                new DeepKernel(model.datasets(), model.graphs(), new FusionMlp(0, 8, 10, 6), KernelKind.MATERN52);
        assertThat(blind.meanDatasetEmbedding(blind.initialize(3), data)).isEqualTo(Matrix.zeros(1, 0));
    }

    @Test
    void the_shipped_checkpoints_hold_the_mean_over_their_tasks() throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 1);
        double[] now = checkpoint
                .model()
                .meanDatasetEmbedding(checkpoint.parameters(), BenchmarkSuite.PROXY.metaTraining())
                .row(0);
        // The images' features are computed in single precision, and their sums were in another order then.
        assertThat(checkpoint.meanDatasetEmbedding().row(0)).containsExactly(now, within(1e-4));
    }

    private static double[] predict(MetaCheckpoint checkpoint, DatasetSample sample) {
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, sample);
        List<Cell> some = List.of(Cell.ofIndex(17), Cell.ofIndex(4_000), Cell.ofIndex(9_999));
        DeepKernelPosterior conditioned = surrogate.condition(List.of(
                Observation.of(some.get(0), 80), Observation.of(some.get(1), 85), Observation.of(some.get(2), 90)));
        Prediction p = conditioned.predict(surrogate.encode(List.of(Cell.ofIndex(3), Cell.ofIndex(12_345))));
        return new double[] {p.mean(0), p.mean(1), p.variance(0), p.variance(1)};
    }

    @Test
    void a_trained_surrogate_ranks_cells_that_it_never_saw() {
        MetaTrainingData data = madeUp();
        TrainingState state =
                training.start(model, model.initialize(7), data, 7).complete(p -> {});
        MetaCheckpoint checkpoint = MetaCheckpoint.of(model, training, data, state, Map.of());
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, data.sample(29, 4, new SplittableRandom(1)));
        List<Cell> cells = new SplittableRandom(77)
                .ints(500, 0, Cell.COUNT)
                .mapToObj(Cell::ofIndex)
                .toList();
        double[] truth = cells.stream()
                .mapToDouble(c -> c.count(Operation.of("nor_conv_3x3")))
                .toArray();
        double spearman = new org.apache.commons.math3.stat.correlation.SpearmansCorrelation()
                .correlation(surrogate.priorMeans(surrogate.fuse(cells)), truth);
        assertThat(spearman).isGreaterThan(0.6);
    }

    @Test
    void held_out_tasks_are_predicted_better_than_by_their_mean_and_the_intervals_are_wide_enough() {
        MetaTrainingData data = madeUp();
        TrainingState state =
                training.start(model, model.initialize(7), data, 7).complete(p -> {});
        HeldOutQuality quality = HeldOutQuality.of(MetaCheckpoint.of(model, training, data, state, Map.of()), data, 1);
        assertThat(quality.tuples()).isEqualTo(60);
        assertThat(quality.rmse()).isLessThan(quality.spread());
        assertThat(quality.spearman()).isGreaterThan(0.5);
        assertThat(quality.coverage50()).isGreaterThan(35).isLessThanOrEqualTo(quality.coverage80());
        assertThat(quality.coverage95()).isGreaterThan(85);
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThatThrownBy(() -> training.withSteps(-1)).hasMessageContaining("steps -1");
        assertThatThrownBy(() -> new MetaTraining(new TrainingSettings(1, 1, 1, 0, 1, 1), 1, PseudoNegatives.none()))
                .hasMessageContaining("batch size 1")
                .hasMessageContaining("at least 2");
    }
}
