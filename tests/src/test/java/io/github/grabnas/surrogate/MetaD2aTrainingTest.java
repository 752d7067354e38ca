package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.BlockForm;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.Operation;
import io.github.grabnas.statistics.Standardizer;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** MetaD2A's generator and predictor on made-up tasks, on which the truth is known. */
class MetaD2aTrainingTest {

    private static final Operation CONVOLUTION = Operation.of("nor_conv_3x3");

    private final MetaTrainingData data = MadeUpTasks.data();
    private final DatasetEncoder datasets = new DatasetEncoder(3, 8, 2, 6, true);
    private final ArchitectureGenerator generator =
            new ArchitectureGenerator(datasets, new GraphDecoder(5, 12, 8, true), 0.7, 0.3);
    private final PerformancePredictor predictor =
            new PerformancePredictor(datasets, new GraphEncoder(10, 8, 8, true), new FusionMlp(6, 8, 10, 1));
    private final TrainingSettings settings = new TrainingSettings(300, 32, 1e-2, 1e-3, 30, 20);
    private final MetaD2aTraining training =
            new MetaD2aTraining(settings, settings, RegressionTarget.TASK_ADJUSTED_ACCURACY, 3);

    private MetaD2aCheckpoint train(MetaD2aTraining how, List<TrainingProgress> progress) {
        return train(how, TrainingStates.none(), progress::add);
    }

    private MetaD2aCheckpoint train(MetaD2aTraining how, TrainingStates states, Consumer<TrainingProgress> listener) {
        return how.train(generator, predictor, predictor.initialize(4), data, 4, states, listener);
    }

    /** Two datasets of two classes, of two and three instances. */
    private Variable embeddings(Variable instances) {
        List<DatasetSample> samples = List.of(
                new DatasetSample(List.of(Matrix.zeros(2, 3), Matrix.zeros(3, 3))),
                new DatasetSample(List.of(Matrix.zeros(3, 3), Matrix.zeros(2, 3))));
        return datasets.combine(datasets.prototypes(instances, samples), samples);
    }

    @Test
    void the_generators_loss_has_the_gradient_of_finite_differences_through_decoder_noise_and_dataset_encoder() {
        List<ArchitectureGraph> graphs =
                List.of(Cell.ofIndex(1_234).graph(), Cell.ofIndex(9_876).graph());
        Matrix normal = FiniteDifferences.random(2, 5, 8);
        FiniteDifferences.check(
                generator.initialize(1),
                FiniteDifferences.random(10, 3, 2),
                (tape, x) -> generator.loss(embeddings(x), graphs, normal));
    }

    @Test
    void the_predictors_loss_has_the_gradient_of_finite_differences_through_head_and_both_encoders() {
        GraphBatch graphs = GraphBatch.of(List.of(Cell.ofIndex(1_234), Cell.ofIndex(9_876)));
        FiniteDifferences.check(
                predictor.initialize(1),
                FiniteDifferences.random(10, 3, 2),
                (tape, x) -> predictor.loss(
                        embeddings(x), predictor.graphs().encode(tape, graphs), new double[] {0.4, -1.3}));
    }

    @Test
    void the_divergence_from_the_standard_normal_distribution_is_that_of_the_closed_form() {
        Parameters p = generator
                .initialize(1)
                .with("latent.mean.weight", Matrix.zeros(6, 5))
                .with("latent.logvariance.weight", Matrix.zeros(6, 5))
                .with("latent.mean.bias", Matrix.ofRows(new double[] {1, -2, 0, 0, 0}))
                .with("latent.logvariance.bias", Matrix.ofRows(new double[] {0, 0, 0.5, 0, 0}));
        ArchitectureGenerator free = new ArchitectureGenerator(datasets, generator.decoder(), 0.7, 0);
        List<ArchitectureGraph> graphs =
                List.of(Cell.ofIndex(7).graph(), Cell.ofIndex(8).graph());
        double[] losses = java.util.stream.Stream.of(generator, free)
                .mapToDouble(g -> {
                    Tape tape = Tape.forward(p);
                    return g.loss(
                                    tape.constant(FiniteDifferences.random(2, 6, 3)),
                                    graphs,
                                    FiniteDifferences.random(2, 5, 4))
                            .value()
                            .get(0, 0);
                })
                .toArray();
        assertThat(losses[0] - losses[1]).isCloseTo(0.3 * 0.5 * (1 + 4 + Math.exp(0.5) - 0.5 - 1), within(1e-9));
    }

    @Test
    void networks_as_the_public_code_has_them_are_trained_and_their_checkpoint_is_read_back(@TempDir Path folder)
            throws IOException {
        DatasetEncoder encoder = new DatasetEncoder(3, 8, 2, 6, false, BlockForm.PUBLISHED_CODE);
        ArchitectureGenerator chained =
                new ArchitectureGenerator(encoder, new GraphDecoder(5, 12, 8, true, false, true), 0.01, 0.005, true);
        PerformancePredictor other = new PerformancePredictor(encoder, predictor.graphs(), new FusionMlp(6, 8, 10, 1));
        MetaD2aCheckpoint trained = training.withSteps(60)
                .train(chained, other, other.initialize(4), data, 4, TrainingStates.none(), p -> {});
        Matrix curve = trained.generatorCurve();
        assertThat(curve.get(curve.rows() - 1, 2)).isLessThan(0.85 * curve.get(0, 2));
        trained.write(folder.resolve("published.safetensors"));
        assertThat(MetaD2aCheckpoint.read(folder.resolve("published.safetensors")))
                .isEqualTo(trained);
    }

    @Test
    void a_chain_is_refused_where_the_edges_to_the_output_are_not_learnt() {
        assertThatThrownBy(() -> new ArchitectureGenerator(datasets, generator.decoder(), 0.01, 0.005, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a decoder that learns the edges to the output");
    }

    @Test
    void the_generator_learns_from_the_better_half_of_the_training_tuples_whatever_their_task() {
        List<MetaTrainingTuple> good = MetaD2aTraining.good(data);
        assertThat(good)
                .allMatch(t -> t.split() == MetaTrainingTuple.Split.TRAIN
                        && t.cell().orElseThrow().count(CONVOLUTION) >= 1);
        assertThat(good).filteredOn(t -> t.task() >= 20).hasSizeGreaterThan(10);
        assertThat(data.tuples(MetaTrainingTuple.Split.TRAIN))
                .filteredOn(t -> t.cell().orElseThrow().count(CONVOLUTION) >= 3)
                .isNotEmpty()
                .allMatch(good::contains);
    }

    @Test
    void training_lowers_the_losses_on_held_out_tasks_and_the_same_seed_gives_the_same_checkpoint() {
        List<TrainingProgress> progress = new ArrayList<>();
        MetaD2aCheckpoint checkpoint = train(training, progress);
        Matrix generated = checkpoint.generatorCurve();
        Matrix predicted = checkpoint.predictorCurve();
        assertThat(progress).hasSize(generated.rows() + predicted.rows());
        assertThat(generated.get(generated.rows() - 1, 2)).isLessThan(0.6 * generated.get(0, 2));
        assertThat(Arrays.stream(progress.stream()
                                .skip(generated.rows())
                                .mapToDouble(TrainingProgress::validationLoss)
                                .toArray())
                        .min()
                        .orElseThrow())
                .isLessThan(0.9 * predicted.get(0, 2));
        assertThat(train(training, new ArrayList<>())).isEqualTo(checkpoint);
    }

    @Test
    void a_trained_generator_prefers_good_cells_and_a_trained_predictor_ranks_cells_that_it_never_saw() {
        MetaD2aCheckpoint checkpoint = train(training, new ArrayList<>());
        DatasetSample sample = data.sample(29, 4, new SplittableRandom(1));
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        List<Cell> generated = checkpoint.generate(sample, 500, 1).stream()
                .map(classifier::classifyTypeSequence)
                .filter(GraphClassification.KnownCell.class::isInstance)
                .map(r -> ((GraphClassification.KnownCell) r).cell())
                .toList();
        assertThat(generated).hasSizeGreaterThan(400);
        assertThat(generated.stream()
                        .mapToInt(c -> c.count(CONVOLUTION))
                        .average()
                        .orElseThrow())
                .as("1.2 of six by chance")
                .isGreaterThan(1.5);
        List<Cell> cells = new SplittableRandom(77)
                .ints(500, 0, Cell.COUNT)
                .mapToObj(Cell::ofIndex)
                .toList();
        assertThat(new SpearmansCorrelation()
                        .correlation(
                                checkpoint.predict(sample, cells),
                                cells.stream()
                                        .mapToDouble(c -> c.count(CONVOLUTION))
                                        .toArray()))
                .isGreaterThan(0.5);
    }

    @Test
    void the_predictor_learns_the_accuracy_or_the_one_on_a_task_of_average_effect() {
        MetaD2aTraining few = training.withSteps(1);
        Standardizer published = train(few.withTarget(RegressionTarget.ACCURACY), new ArrayList<>())
                .scale();
        Standardizer adjusted = train(few.withTarget(RegressionTarget.TASK_ADJUSTED_ACCURACY), new ArrayList<>())
                .scale();
        assertThat(published.standardDeviation())
                .as("25 tasks whose level falls by 1 each")
                .isGreaterThan(6);
        assertThat(adjusted.standardDeviation()).as("the cells' part alone").isLessThan(2.5);
        assertThat(adjusted.mean()).isCloseTo(published.mean(), within(0.2));
        assertThat(published.restore(published.standardize(83.5))).isCloseTo(83.5, within(1e-9));
    }

    @Test
    void patience_ends_a_training_and_the_best_parameters_are_kept() {
        TrainingSettings wild = new TrainingSettings(400, 32, 1, 0, 5, 2);
        List<TrainingProgress> progress = new ArrayList<>();
        MetaD2aCheckpoint checkpoint =
                train(new MetaD2aTraining(settings.withSteps(1), wild, RegressionTarget.ACCURACY, 3), progress);
        List<TrainingProgress> ofPredictor = progress.subList(1, progress.size());
        assertThat(ofPredictor).hasSizeLessThan(80);
        assertThat(ofPredictor.subList(ofPredictor.size() - 2, ofPredictor.size()))
                .noneMatch(TrainingProgress::improved);
        assertThat(ofPredictor.get(ofPredictor.size() - 3).improved()).isTrue();
        assertThat(checkpoint.withNotes(Map.of("made", "up")).notes())
                .containsEntry("made", "up")
                .containsKeys("seed", "training", "predictor's loss on held-out tasks");
    }

    /** Killed after a validation of the generator, then after one of the predictor. */
    @Test
    void a_training_that_is_killed_twice_and_resumed_gives_the_checkpoint_of_an_uninterrupted_one(@TempDir Path folder)
            throws IOException {
        MetaD2aTraining shorter = training.withSteps(70);
        MetaD2aCheckpoint whole = train(shorter, new ArrayList<>());
        Path file = folder.resolve("state");
        for (String killedIn : List.of(MetaD2aTraining.GENERATOR, MetaD2aTraining.PREDICTOR)) {
            assertThatThrownBy(() -> train(shorter, TrainingStateFile.open(file, "settings"), p -> {
                        if (p.stage().equals(killedIn) && p.round() == 2) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
        }
        List<TrainingProgress> left = new ArrayList<>();
        assertThat(train(shorter, TrainingStateFile.open(file, "settings"), left::add))
                .isEqualTo(whole);
        assertThat(left).extracting(TrainingProgress::stage).containsExactly(MetaD2aTraining.PREDICTOR);
    }

    @Test
    void a_checkpoint_survives_writing_and_generates_and_predicts_the_same_to_the_last_bit(@TempDir Path folder)
            throws IOException {
        MetaD2aCheckpoint made = train(training.withSteps(10), new ArrayList<>());
        Path file = folder.resolve("checkpoint.safetensors");
        made.write(file);
        MetaD2aCheckpoint read = MetaD2aCheckpoint.read(file);
        assertThat(read).isEqualTo(made);
        DatasetSample sample = data.sample(3, 4, new SplittableRandom(1));
        assertThat(read.generate(sample, 20, 5))
                .isEqualTo(made.generate(sample, 20, 5))
                .isNotEqualTo(made.generate(sample, 20, 6));
        List<Cell> cells = List.of(Cell.ofIndex(17), Cell.ofIndex(4_000));
        assertThat(read.predict(sample, cells)).containsExactly(made.predict(sample, cells));
        assertThatThrownBy(() -> MetaD2aCheckpoint.read(Path.of("data/autoencoder/cells.safetensors")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("no MetaD2A checkpoint");
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThatThrownBy(() -> training.withSteps(-1)).hasMessageContaining("steps -1");
        MetaTrainingData nothingHeldOut = new MetaTrainingData(
                data.tuples(MetaTrainingTuple.Split.TRAIN),
                data.tasks(),
                data.classes(),
                data.taskFactors(),
                data.taskFactorCount());
        assertThatThrownBy(() -> training.train(
                        generator,
                        predictor,
                        predictor.initialize(4),
                        nothingHeldOut,
                        4,
                        TrainingStates.none(),
                        p -> {}))
                .hasMessageContaining("0 of held-out tasks");
        assertThatThrownBy(() -> new MetaD2aTraining(settings, settings, RegressionTarget.ACCURACY, 0))
                .hasMessageContaining("instances 0");
        assertThatThrownBy(() -> new ArchitectureGenerator(datasets, generator.decoder(), -1, 0))
                .hasMessageContaining("noise -1.0");
        assertThatThrownBy(() -> new PerformancePredictor(datasets, predictor.graphs(), new FusionMlp(6, 8, 10, 2)))
                .hasMessageContaining("gives 1");
    }
}
