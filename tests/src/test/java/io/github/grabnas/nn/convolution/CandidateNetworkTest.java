package io.github.grabnas.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.classifier.MadeUpClassifiers;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Networks computed by us against the same networks in PyTorch (tests/golden/networks.py). */
class CandidateNetworkTest {

    static Stream<JsonNode> cases() {
        try (InputStream stream = CandidateNetworkTest.class.getResourceAsStream("/golden/networks.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(stream).get("cases").spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CandidateNetwork network(JsonNode golden, ConvolutionKernels loops, int threads) {
        ArchitectureGraph graph = ArchitectureGraph.parse(golden.get("graph").asText());
        Skeleton skeleton = new Skeleton(
                golden.get("imageChannels").asInt(),
                golden.get("size").asInt(),
                golden.get("classes").asInt(),
                golden.get("channels").asInt(),
                golden.get("cells").asInt());
        CandidateNetwork network =
                new CandidateNetwork(graph, skeleton, golden.get("batch").asInt(), threads, loops);
        List<String> names = network.weightNames();
        for (int t = 0; t < names.size(); t++) {
            network.setWeights(names.get(t), formula(names.get(t), t, network));
        }
        return network;
    }

    private static float[] formula(String name, int t, CandidateNetwork network) {
        float[] w = new float[network.weights(name).length];
        double fanIn = name.endsWith("bias") ? 0 : network.fanIn(name);
        for (int i = 0; i < w.length; i++) {
            w[i] = (float)
                    (fanIn > 0
                            ? 0.5 * Math.sin(0.7 * i + t) / Math.sqrt(fanIn)
                            : name.endsWith("gamma") ? 1 + 0.2 * Math.sin(i + t) : 0.1 * Math.cos(i + t));
        }
        return w;
    }

    private static LabelledImages images(JsonNode golden) {
        int batch = golden.get("batch").asInt();
        int classes = golden.get("classes").asInt();
        int pixels = golden.get("imageChannels").asInt()
                * golden.get("size").asInt()
                * golden.get("size").asInt();
        byte[] bytes = new byte[batch * pixels];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < pixels; i++) {
                bytes[n * pixels + i] =
                        (byte) (int) Math.floor(128 + 127.5 * Math.sin(0.37 * i + 1.3 * n * (1 + i % 3)));
            }
        }
        return new LabelledImages(
                "formula",
                golden.get("imageChannels").asInt(),
                golden.get("size").asInt(),
                golden.get("size").asInt(),
                IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
                bytes,
                IntStream.range(0, batch).map(n -> n * 7 % classes).toArray());
    }

    private static int[] all(LabelledImages images) {
        return IntStream.range(0, images.count()).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losses_gradients_steps_and_running_statistics_are_those_of_PyTorch(JsonNode golden) {
        try (CandidateNetwork network = network(golden, ConvolutionKernels.best(), 1)) {
            LabelledImages images = images(golden);
            assertThat(network.parameterCount())
                    .isEqualTo(golden.get("parameters").asInt());
            for (int step = 0; step < 3; step++) {
                network.load(images, all(images), Pixels.of(images));
                double loss = network.gradient();
                assertThat(loss).isCloseTo(golden.get("losses").get(step).asDouble(), within(2e-5));
                if (step == 0) {
                    for (int t = 0; t < network.weightNames().size(); t++) {
                        checkGradient(
                                network.weightNames().get(t),
                                network,
                                golden.get("gradients").get(t));
                    }
                }
                network.step(0.05, 0.9, 5e-4);
            }
            float[][] scores = network.predict();
            for (int i = 0; i < golden.get("inferenceLogits").size(); i++) {
                assertThat((double) scores[i / scores[0].length][i % scores[0].length])
                        .isCloseTo(golden.get("inferenceLogits").get(i).asDouble(), within(1e-4));
            }
        }
    }

    private static void checkGradient(String name, CandidateNetwork network, JsonNode golden) {
        float[] gradient = network.gradient(name);
        double dot = 0;
        for (int i = 0; i < gradient.length; i++) {
            dot += gradient[i] * Math.cos(i);
        }
        double scale = Math.max(1e-3, golden.get(1).asDouble());
        assertThat(dot).as(name).isCloseTo(golden.get(0).asDouble(), within(1e-4 * scale));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plain_loops_and_more_threads_give_the_same_bits(JsonNode golden) {
        LabelledImages images = images(golden);
        try (CandidateNetwork one = network(golden, ConvolutionKernels.best(), 1);
                CandidateNetwork two = network(golden, new PlainConvolutionKernels(), 2)) {
            for (CandidateNetwork network : List.of(one, two)) {
                for (int step = 0; step < 3; step++) {
                    network.load(images, all(images), Pixels.of(images));
                    network.gradient();
                    network.step(0.05, 0.9, 5e-4);
                }
            }
            assertThat(one.weightNames())
                    .allSatisfy(name -> assertThat(one.weights(name)).as(name).containsExactly(two.weights(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|avg_pool_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|",
                "|skip_connect~0|+|avg_pool_3x3~0|avg_pool_3x3~1|+|skip_connect~0|none~1|avg_pool_3x3~2|",
                "|nor_conv_1x1~0|+|none~0|nor_conv_3x3~1|+|avg_pool_3x3~0|skip_connect~1|nor_conv_1x1~2|"
            })
    void the_same_batch_gives_the_same_gradient_again(String cell) {
        LabelledImages images = images(cases().findFirst().orElseThrow());
        Skeleton skeleton = new Skeleton(
                images.channels(), images.height(), images.classNames().size(), 4, 2);
        try (CandidateNetwork network = new CandidateNetwork(Cell.parse(cell).graph(), skeleton, images.count(), 1)) {
            network.load(images, all(images), Pixels.of(images));
            network.gradient();
            List<float[]> first =
                    network.weightNames().stream().map(network::gradient).toList();
            network.gradient();
            assertThat(network.weightNames())
                    .zipSatisfy(
                            first,
                            (name, gradient) ->
                                    assertThat(network.gradient(name)).as(name).containsExactly(gradient));
        }
    }

    @Test
    void the_tests_run_on_vector_registers() {
        assertThat(ConvolutionKernels.best()).isInstanceOf(VectorConvolutionKernels.class);
    }

    @Test
    void parameter_counts_are_the_published_ones() {
        assertThat(parameters("nor_conv_3x3")).isEqualTo(1_531_546);
        assertThat(parameters("nor_conv_1x1")).isEqualTo(241_306);
        assertThat(parameters("skip_connect")).isEqualTo(73_306);
    }

    private static int parameters(String operation) {
        String x = operation + "~";
        Cell cell = Cell.parse("|" + x + "0|+|" + x + "0|" + x + "1|+|" + x + "0|" + x + "1|" + x + "2|");
        try (CandidateNetwork network = new CandidateNetwork(cell.graph(), Skeleton.nasBench201(10), 16, 1)) {
            return network.parameterCount();
        }
    }

    @Test
    void a_graph_that_is_no_architecture_is_refused_with_the_reason() {
        assertThatThrownBy(() -> new CandidateNetwork(
                        ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1"), Skeleton.nasBench201(10), 16, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no path leads from the input");
    }

    @Test
    void an_interrupt_ends_a_pass_within_the_network_and_the_next_one_is_as_without() {
        LabelledImages images = new LabelledImages(
                "noise",
                1,
                4,
                4,
                List.of("a", "b"),
                new byte[16 * 16],
                IntStream.range(0, 16).map(i -> i % 2).toArray());
        Skeleton skeleton = new Skeleton(1, 4, 2, 2, 1);
        try (CandidateNetwork network = new CandidateNetwork(Cell.ofIndex(10853).graph(), skeleton, 16, 1)) {
            network.load(images, IntStream.range(0, 16).toArray(), Pixels.of(images));
            double loss = network.gradient();
            Thread.currentThread().interrupt();
            assertThatThrownBy(network::gradient).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isFalse();
            assertThat(network.gradient()).isEqualTo(loss);
        }
    }

    @Test
    void images_that_came_without_labels_are_not_trained_on_the_labels_of_others() {
        LabelledImages images = MadeUpClassifiers.noise(16, 1, 8);
        Cell cell = Cell.parse("|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|");
        try (CandidateNetwork network = new CandidateNetwork(cell.graph(), new Skeleton(1, 8, 3, 4, 1), 16, 1)) {
            Pixels pixels = Pixels.of(images);
            network.load(images, all(images), pixels);
            network.gradient();
            int correct = network.lastCorrect();
            network.scores(images, all(images), pixels);
            assertThatThrownBy(network::gradient)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("came without labels");
            assertThatThrownBy(network::countCorrect).isInstanceOf(IllegalStateException.class);
            network.load(images, all(images), pixels);
            network.countCorrect();
            assertThat(network.lastCorrect()).isEqualTo(correct);
        }
    }
}
