package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Cell;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the tuples say of a dataset, each with the dataset of its own task. */
class TupleMeanTest {

    private final DeepKernel model = new DeepKernel(
            new DatasetEncoder(3, 8, 2, 6, true),
            new GraphEncoder(10, 8, 8, true),
            new FusionMlp(6, 8, 10, 6),
            KernelKind.MATERN52);

    @TempDir
    private Path folder;

    @Test
    void the_shipped_tuple_mean_is_what_the_shipped_tuples_and_networks_give() throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 1);
        TupleMean shipped = checkpoint.tupleMean().orElseThrow();
        TupleMean again = TupleMean.of(
                checkpoint.model(),
                checkpoint.parameters(),
                BenchmarkSuite.PROXY
                        .metaTraining()
                        .withGraphsOfAtMost(checkpoint.model().graphs().maxNodes()),
                checkpoint.scale(),
                PseudoNegatives.of(BenchmarkSuite.PROXY));
        assertThat(again.points().toArray()).containsExactly(shipped.points().toArray(), within(1e-4));
        List<Cell> cells = Cell.all().subList(0, 500);
        double[][] means = new double[2][];
        int i = 0;
        for (TupleMean mean : List.of(shipped, again)) {
            means[i++] = DeepKernelSurrogate.withMeanDataset(checkpoint.withTupleMean(mean))
                    .encode(cells)
                    .priorMeans();
        }
        assertThat(means[1]).containsExactly(means[0], within(1e-3));
    }

    @Test
    void on_held_out_tasks_it_ranks_cells_better_than_tuples_that_all_count_as_made_there() throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 0);
        MetaCheckpoint pooledOnly = checkpoint.withPriorObservations(checkpoint.priorObservations());
        ProxyFeatures features = ProxyFeatures.find();
        double own = 0;
        double pooled = 0;
        Map<String, List<Observation>> tasks = heldOut();
        for (Map.Entry<String, List<Observation>> task : tasks.entrySet()) {
            DatasetSample dataset = DatasetSample.draw(features.of(task.getKey()), DatasetSample.PER_CLASS, 0);
            own += correlation(DeepKernelSurrogate.of(checkpoint, dataset), task.getValue(), 1);
            pooled += correlation(DeepKernelSurrogate.of(pooledOnly, dataset), task.getValue(), 0);
        }
        assertThat(own / tasks.size()).isGreaterThan(pooled / tasks.size() + 0.05);
    }

    private static Map<String, List<Observation>> heldOut() throws IOException {
        Map<String, List<Observation>> tasks = new LinkedHashMap<>();
        for (ProxyTupleReader.Training training : ProxyTupleReader.find().heldOut()) {
            if (tasks.size() < 6 || tasks.containsKey(training.task())) {
                tasks.computeIfAbsent(training.task(), t -> new ArrayList<>())
                        .add(Observation.of(
                                training.tuple().architecture(),
                                training.tuple().accuracy()));
            }
        }
        return tasks;
    }

    private static double correlation(DeepKernelSurrogate surrogate, List<Observation> truth, int column) {
        var basis = surrogate
                .encode(truth.stream().map(Observation::architecture).toList())
                .basis();
        double[] predicted = new double[truth.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = basis.get(i, column);
        }
        return new SpearmansCorrelation()
                .correlation(
                        predicted,
                        truth.stream().mapToDouble(Observation::accuracy).toArray());
    }

    @Test
    void neither_tuples_nor_pseudo_negatives_of_withheld_cells_are_in_it() {
        // Without a dataset in it, a point tells its cell.
        Parameters parameters = model.initialize(7)
                .with("dataset.inter.output.weight", Matrix.zeros(8, 6))
                .with("dataset.inter.output.bias", Matrix.zeros(1, 6));
        WithheldCells half =
                new WithheldCells("half of them", Set.copyOf(Cell.all().subList(0, Cell.COUNT / 2)));
        Matrix others = model.fusion()
                .fuse(
                        parameters,
                        new double[6],
                        model.graphs()
                                .embed(parameters, GraphBatch.of(Cell.all().subList(Cell.COUNT / 2, Cell.COUNT))));
        MetaTrainingData all = MadeUpTasks.data();
        MetaTrainingData rest = all.without(half);
        PseudoNegatives negatives = new PseudoNegatives(10, 200, -2);
        Matrix points = TupleMean.of(model, parameters, rest, 1, negatives).points();
        assertThat(points.rows())
                .as("all tuples that are left, and pseudo-negatives")
                .isEqualTo(rest.tuples(Split.TRAIN).size() + 200);
        assertThat(among(others, points)).isEqualTo(points.rows());
        Matrix ofAll = TupleMean.of(model, parameters, all, 1, negatives).points();
        assertThat(among(others, ofAll)).as("points tell the cells apart").isLessThan(2 * ofAll.rows() / 3);
    }

    /** How many points are among others, up to single precision. */
    private static long among(Matrix others, Matrix points) {
        return IntStream.range(0, points.rows())
                .filter(p -> IntStream.range(0, others.rows())
                        .anyMatch(o -> IntStream.range(0, points.columns())
                                .allMatch(j -> Math.abs(points.get(p, j) - others.get(o, j)) < 1e-6)))
                .count();
    }

    @Test
    void where_pseudo_negatives_are_it_expects_less_than_without_them() {
        Parameters parameters = model.initialize(7);
        MetaTrainingData data = MadeUpTasks.data();
        TupleMean with = TupleMean.of(model, parameters, data, 1, new PseudoNegatives(10, 200, -2));
        TupleMean without = TupleMean.of(model, parameters, data, 1, PseudoNegatives.none());
        int tuples = without.points().rows();
        Matrix negatives =
                with.points().selectRows(IntStream.range(tuples, tuples + 200).toArray());
        Kernel kernel = model.kernel(parameters);
        // 200 labels of -2 beside 300 tuples whose mean is 0: -0.8 where the networks tell no cells apart.
        assertThat(average(with.function(kernel).means(negatives)))
                .isLessThan(average(without.function(kernel).means(negatives)) - 0.5);
    }

    private static double average(double... numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    @Test
    void a_checkpoint_keeps_it_in_its_file() throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 2);
        Path file = folder.resolve("checkpoint.safetensors");
        checkpoint.write(file);
        TupleMean read = MetaCheckpoint.read(file).tupleMean().orElseThrow();
        TupleMean written = checkpoint.tupleMean().orElseThrow();
        assertThat(read.points().toArray()).containsExactly(written.points().toArray());
        assertThat(read.weights().toArray()).containsExactly(written.weights().toArray());
    }
}
