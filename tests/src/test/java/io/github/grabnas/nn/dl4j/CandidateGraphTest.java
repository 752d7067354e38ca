package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Candidates as Deeplearning4j networks of custom layers. */
class CandidateGraphTest {

    private static final String CELL =
            "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|";
    private static final String NOVEL =
            "input nor_conv_3x3 nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 output; 0>1 0>2 1>3 2>3 1>4 3>4 0>5 4>5";

    /** So many weights of each layer are checked, drawn by chance: each takes two passes. */
    private static final int WEIGHTS_CHECKED = 40;

    private static LabelledImages images;

    @BeforeAll
    static void readImages() throws IOException {
        images = ProxyDataset.DIGITS.read(DataFolder.find()).training();
    }

    private static Skeleton skeleton() {
        return new Skeleton(1, 8, 10, 4, 1);
    }

    private static ArchitectureGraph graph(String text) {
        return text.startsWith("|") ? Cell.parse(text).graph() : ArchitectureGraph.parse(text);
    }

    private static int[] batch(int step) {
        return IntStream.range(0, 32)
                .map(i -> (step * 32 + i * 7) % images.count())
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {CELL, NOVEL})
    void it_trains_as_the_fast_network_does_step_by_step(String text) {
        ComputationGraph graph = CandidateGraph.of(graph(text), skeleton(), new Nesterovs(0.1, 0.9), 5e-4, 7);
        try (CandidateNetwork network = new CandidateNetwork(graph(text), skeleton(), 32, 1)) {
            network.initialize(7);
            Pixels pixels = Pixels.of(images);
            for (int step = 0; step < 5; step++) {
                network.load(images, batch(step), pixels);
                double loss = network.gradient();
                network.step(0.1, 0.9, 5e-4);
                DataSet data = CandidateGraph.batch(images, batch(step), pixels, skeleton());
                double decay = graph.calcRegularizationScore(true);
                graph.fit(data);
                assertThat(graph.score() - decay).as("step " + step).isCloseTo(loss, within(1e-4));
            }
            network.load(images, batch(9), pixels);
            float[][] scores = network.predict();
            INDArray probabilities = graph.outputSingle(
                    CandidateGraph.batch(images, batch(9), pixels, skeleton()).getFeatures());
            for (int i = 0; i < scores.length; i++) {
                double total = 0;
                for (float score : scores[i]) {
                    total += Math.exp(score);
                }
                for (int k = 0; k < scores[i].length; k++) {
                    assertThat(probabilities.getDouble(i, k)).isCloseTo(Math.exp(scores[i][k]) / total, within(1e-4));
                }
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {CELL, NOVEL})
    void deeplearning4js_gradient_checker_finds_no_wrong_gradient_in_any_layer(String text) {
        Nd4jBackend.start();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            assertThat(checkGradients(graph(text))).isTrue();
        } finally {
            Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        }
    }

    private static boolean checkGradients(ArchitectureGraph cell) {
        Skeleton tiny = new Skeleton(1, 4, 3, 2, 1);
        ComputationGraph graph = CandidateGraph.of(cell, tiny, new NoOp(), 0, 3, DataType.DOUBLE);
        INDArray inputs = Nd4j.create(DataType.DOUBLE, 6, 1, 4, 4);
        INDArray labels = Nd4j.create(DataType.DOUBLE, 6, 3);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 6; i++) {
            labels.putScalar(i, i % 3, 1);
            for (int pixel = 0; pixel < 16; pixel++) {
                inputs.putScalar(new int[] {i, 0, pixel / 4, pixel % 4}, random.nextGaussian());
            }
        }
        Set<String> statistics = Arrays.stream(graph.getLayers())
                .map(layer -> layer.conf().getLayer().getLayerName() + "_" + BlockParameters.STATISTICS)
                .collect(Collectors.toSet());
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(graph)
                .inputs(new INDArray[] {inputs})
                .labels(new INDArray[] {labels})
                .epsilon(1e-6)
                .maxRelError(1e-4)
                .minAbsoluteError(1e-7)
                .subset(true)
                .maxPerParam(WEIGHTS_CHECKED)
                .excludeParams(statistics));
    }

    @Test
    void a_saved_network_answers_as_the_one_that_was_saved(@TempDir Path folder) throws IOException {
        ComputationGraph graph = CandidateGraph.of(graph(NOVEL), skeleton(), new Nesterovs(0.1, 0.9), 5e-4, 7);
        DataSet data = CandidateGraph.batch(images, batch(0), Pixels.of(images), skeleton());
        graph.fit(data);
        ModelSerializer.writeModel(graph, folder.resolve("network.zip").toFile(), true);
        ComputationGraph again = ModelSerializer.restoreComputationGraph(
                folder.resolve("network.zip").toFile());
        assertThat(again.outputSingle(data.getFeatures())).isEqualTo(graph.outputSingle(data.getFeatures()));
        again.fit(data);
        graph.fit(data);
        assertThat(again.params()).isEqualTo(graph.params());
    }

    @Test
    void the_number_of_weights_is_the_published_one_and_statistics_come_on_top() {
        ArchitectureGraph graph = graph(
                "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|");
        ComputationGraph network = CandidateGraph.of(graph, Skeleton.nasBench201(10), new Nesterovs(), 0, 0);
        long weights = 0;
        for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
            for (var parameter : layer.paramTable().entrySet()) {
                weights += parameter.getKey().equals(BlockParameters.STATISTICS)
                        ? 0
                        : parameter.getValue().length();
            }
        }
        assertThat(weights).isEqualTo(73_306);
    }

    @Test
    void its_settings_survive_as_JSON() {
        ComputationGraph graph = CandidateGraph.of(graph(CELL), skeleton(), new Nesterovs(0.1, 0.9), 5e-4, 7);
        assertThat(ComputationGraphConfiguration.fromJson(
                                graph.getConfiguration().toJson())
                        .toJson())
                .isEqualTo(graph.getConfiguration().toJson());
    }

    /**
     * A network of a user's own: a layer of Deeplearning4j's, whose result is another array at every pass, and a cell.
     */
    private static ComputationGraph cellBehindALayer() {
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(0.1, 0.9))
                .graphBuilder()
                .addInputs("maps")
                .addLayer(
                        "first",
                        new ConvolutionLayer.Builder(1, 1)
                                .nIn(4)
                                .nOut(4)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "maps")
                .addLayer(
                        "cell",
                        new BlockLayer("cell", BlockKind.CELL, graph(CELL).text(), 4, 4, 8),
                        "first")
                .addLayer("head", new BlockLayer("head", BlockKind.HEAD, "", 4, 4, 8), "cell")
                .addLayer(
                        "classes",
                        new OutputLayer.Builder(new CrossEntropy())
                                .activation(Activation.SOFTMAX)
                                .nIn(4)
                                .nOut(3)
                                .build(),
                        "head")
                .setOutputs("classes")
                .setInputTypes(InputType.convolutional(8, 8, 4));
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        graph.setParams(Nd4j.linspace(DataType.FLOAT, 0.1, 0.01, graph.numParams()));
        return graph;
    }

    @Test
    void what_is_before_a_cell_learns_the_same_whatever_the_cell_answered_before() {
        INDArray maps = Nd4j.linspace(DataType.FLOAT, -1, 0.001, 16 * 4 * 64).reshape(16, 4, 8, 8);
        INDArray labels = Nd4j.zeros(16, 3);
        IntStream.range(0, 16).forEach(i -> labels.putScalar(i, i % 3, 1));
        ComputationGraph fresh = cellBehindALayer();
        ComputationGraph used = cellBehindALayer();
        used.output(false, maps.neg());
        for (ComputationGraph graph : List.of(fresh, used)) {
            graph.fit(new DataSet(maps, labels));
        }
        assertThat(used.params()).isEqualTo(fresh.params());
    }

    @Test
    void batches_of_other_sizes_in_between_change_neither_answers_nor_the_training() {
        ComputationGraph plain = CandidateGraph.of(graph(NOVEL), skeleton(), new Nesterovs(0.1, 0.9), 5e-4, 7);
        ComputationGraph mixed = CandidateGraph.of(graph(NOVEL), skeleton(), new Nesterovs(0.1, 0.9), 5e-4, 7);
        Pixels pixels = Pixels.of(images);
        for (int step = 0; step < 3; step++) {
            INDArray before = mixed.outputSingle(CandidateGraph.batch(images, batch(step), pixels, skeleton())
                    .getFeatures());
            for (int size : new int[] {5, 16}) {
                INDArray fewer = CandidateGraph.batch(images, Arrays.copyOf(batch(step), size), pixels, skeleton())
                        .getFeatures();
                assertThat(mixed.outputSingle(fewer)).isEqualTo(before.get(NDArrayIndex.interval(0, size)));
            }
            DataSet data = CandidateGraph.batch(images, batch(step), pixels, skeleton());
            plain.fit(data);
            mixed.fit(data);
        }
        assertThat(mixed.params()).isEqualTo(plain.params());
    }

    @Test
    void a_layer_refuses_maps_of_another_size() {
        BlockLayer layer = new BlockLayer("cell", BlockKind.CELL, CELL, 4, 4, 8);
        assertThatThrownBy(() -> layer.setNIn(InputType.convolutional(9, 9, 4), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer 'cell'");
    }

    @Test
    void blocks_of_one_shape_do_not_begin_with_the_same_weights() {
        Skeleton two = new Skeleton(1, 8, 10, 4, 2);
        ComputationGraph described = CandidateGraph.of(graph(CELL), two, new Nesterovs(0.1, 0.9), 0, 7);
        ComputationGraph drawn = new ComputationGraph(ComputationGraphConfiguration.fromJson(
                described.getConfiguration().toJson()));
        drawn.init();
        INDArray first = drawn.getLayer("stage0.cell0").getParam(BlockParameters.WEIGHTS);
        INDArray second = drawn.getLayer("stage0.cell1").getParam(BlockParameters.WEIGHTS);
        assertThat(first.length()).isEqualTo(second.length()).isPositive();
        assertThat(first).isNotEqualTo(second);
    }
}
