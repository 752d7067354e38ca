package io.github.grabnas.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The supernet against the same one in PyTorch (tests/golden/supernet.py), and against finite differences. */
class SupernetTest {

    static Stream<JsonNode> cases() {
        try (InputStream stream = SupernetTest.class.getResourceAsStream("/golden/supernet.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(stream).get("cases").spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Supernet supernet(JsonNode golden, ConvolutionKernels kernels, int threads) {
        Skeleton skeleton = new Skeleton(
                golden.get("imageChannels").asInt(),
                golden.get("size").asInt(),
                golden.get("classes").asInt(),
                golden.get("channels").asInt(),
                golden.get("cells").asInt());
        Supernet supernet = new Supernet(
                skeleton, golden.get("partial").asInt(), golden.get("batch").asInt(), threads, kernels);
        List<String> names = supernet.weightNames();
        for (int t = 0; t < names.size(); t++) {
            supernet.setWeights(names.get(t), formula(names.get(t), t, supernet));
        }
        return supernet;
    }

    private static float[] formula(String name, int t, Supernet supernet) {
        float[] w = new float[supernet.weights(name).length];
        double fanIn = name.endsWith("bias") ? 0 : supernet.fanIn(name);
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
        int size = golden.get("size").asInt();
        int pixels = golden.get("imageChannels").asInt() * size * size;
        byte[] bytes = new byte[batch * pixels];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < pixels; i++) {
                bytes[n * pixels + i] =
                        (byte) (int) Math.floor(128 + 127.5 * Math.sin(0.37 * i + 1.3 * n * (1 + i % 3)));
            }
        }
        int classes = golden.get("classes").asInt();
        return new LabelledImages(
                "formula",
                golden.get("imageChannels").asInt(),
                size,
                size,
                IntStream.range(0, classes).mapToObj(c -> "class " + c).toList(),
                bytes,
                IntStream.range(0, batch).map(n -> n * 7 % classes).toArray());
    }

    private static Mixture mixture(JsonNode golden) {
        if (!golden.get("path").isNull()) {
            List<Operation> operations = new ArrayList<>();
            golden.get("path").forEach(k -> operations.add(Operation.all().get(k.asInt())));
            return Mixture.path(Cell.of(operations));
        }
        double[] weights = IntStream.range(0, 30)
                .mapToDouble(i -> 0.2 + 0.15 * Math.sin(i / 5 + 2 * (i % 5)))
                .toArray();
        return Mixture.weighted(Matrix.of(6, 5, weights)).withEdges(numbers(golden.get("factors")));
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static void load(Supernet supernet, LabelledImages images) {
        supernet.load(images, IntStream.range(0, images.count()).toArray(), Pixels.of(images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void loss_all_gradients_and_a_step_are_those_of_PyTorch(JsonNode golden) {
        try (Supernet supernet = supernet(golden, ConvolutionKernels.best(), 1)) {
            load(supernet, images(golden));
            double loss = supernet.gradient(mixture(golden));
            assertThat(loss).isCloseTo(golden.get("loss").asDouble(), within(2e-5));
            List<String> names = supernet.weightNames();
            assertThat(names).hasSize(golden.get("gradients").size());
            for (int t = 0; t < names.size(); t++) {
                float[] gradient = supernet.gradient(names.get(t));
                double dot = IntStream.range(0, gradient.length)
                        .mapToDouble(i -> gradient[i] * Math.cos(i))
                        .sum();
                double scale =
                        Math.max(1e-3, golden.get("gradients").get(t).get(1).asDouble());
                assertThat(dot)
                        .as(names.get(t))
                        .isCloseTo(golden.get("gradients").get(t).get(0).asDouble(), within(2e-4 * scale));
            }
            isClose(supernet.operationGradients().toArray(), numbers(golden.get("operationGradients")));
            isClose(supernet.edgeGradients(), numbers(golden.get("edgeGradients")));
            supernet.clipGradient(0.5);
            supernet.step(0.1, 0.9, 5e-4, true);
            assertThat(supernet.gradient(mixture(golden)))
                    .isCloseTo(golden.get("lossAfterStep").asDouble(), within(5e-5));
        }
    }

    private static void isClose(double[] found, double[] expected) {
        double scale = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(expected[i]))
                .max()
                .orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("number " + i).isCloseTo(expected[i], within(1e-4 * scale));
        }
    }

    @Test
    void the_gradients_of_mixture_and_weights_are_finite_differences_of_the_loss() {
        JsonNode golden =
                cases().filter(c -> c.get("partial").asInt() == 4).findFirst().orElseThrow();
        try (Supernet supernet = supernet(golden, ConvolutionKernels.best(), 1)) {
            load(supernet, images(golden));
            Mixture mixture = mixture(golden);
            supernet.gradient(mixture);
            double[] exact = supernet.operationGradients().toArray();
            double h = 1e-3;
            for (int i = 0; i < exact.length; i++) {
                double up = supernet.mixtureGradient(moved(mixture, golden, i, h));
                double down = supernet.mixtureGradient(moved(mixture, golden, i, -h));
                assertThat((up - down) / (2 * h)).as("weight " + i).isCloseTo(exact[i], within(1e-3));
            }
            supernet.gradient(mixture);
            String name = supernet.weightNames().stream()
                    .filter(n -> n.contains("nor_conv_3x3"))
                    .findFirst()
                    .orElseThrow();
            float[] weights = supernet.weights(name);
            float[] gradient = supernet.gradient(name);
            for (int i = 0; i < weights.length; i++) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    float[] changed = weights.clone();
                    changed[i] += side == 0 ? 1e-3f : -1e-3f;
                    supernet.setWeights(name, changed);
                    losses[side] = supernet.mixtureGradient(mixture);
                }
                supernet.setWeights(name, weights);
                assertThat((losses[0] - losses[1]) / 2e-3).as(name + i).isCloseTo(gradient[i], within(1e-3));
            }
        }
    }

    private static Mixture moved(Mixture mixture, JsonNode golden, int at, double by) {
        Matrix weights = mixture.operations();
        return Mixture.weighted(weights.with(at / 5, at % 5, weights.get(at / 5, at % 5) + by))
                .withEdges(numbers(golden.get("factors")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plain_loops_and_more_threads_give_the_same_bits(JsonNode golden) {
        LabelledImages images = images(golden);
        try (Supernet one = supernet(golden, ConvolutionKernels.best(), 1);
                Supernet two = supernet(golden, new PlainConvolutionKernels(), 2)) {
            for (Supernet supernet : List.of(one, two)) {
                load(supernet, images);
                supernet.gradient(mixture(golden));
                supernet.step(0.05, 0.9, 5e-4, false);
                supernet.gradient(mixture(golden));
            }
            assertThat(one.weights()).containsExactly(two.weights());
            assertThat(one.gradients()).containsExactly(two.gradients());
            assertThat(one.operationGradients()).isEqualTo(two.operationGradients());
        }
    }

    @Test
    void a_path_is_the_mixture_with_weight_one_for_its_operations() {
        JsonNode golden = cases().filter(c -> c.get("name").asText().equals("path"))
                .findFirst()
                .orElseThrow();
        try (Supernet supernet = supernet(golden, ConvolutionKernels.best(), 1)) {
            load(supernet, images(golden));
            Mixture path = mixture(golden);
            double loss = supernet.gradient(path);
            float[] gradients = supernet.gradients();
            assertThat(supernet.gradient(Mixture.weighted(path.operations()))).isCloseTo(loss, within(1e-6));
            float[] others = supernet.gradients();
            for (int i = 0; i < gradients.length; i++) {
                assertThat(others[i]).isCloseTo(gradients[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_mixture_is_evaluated_by_its_own_batch_whatever_else_was_trained(JsonNode golden) {
        try (Supernet supernet = supernet(golden, ConvolutionKernels.best(), 1)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> supernet.evaluate(mixture(golden)))
                    .withMessageContaining("no batch");
            load(supernet, images(golden));
            for (int i = 0; i < 20; i++) {
                supernet.gradient(Mixture.path(Cell.ofIndex(700 * i)));
            }
            Supernet.Score score = supernet.evaluate(mixture(golden));
            assertThat(score.loss()).isCloseTo(golden.get("loss").asDouble(), within(2e-5));
            supernet.gradient(mixture(golden));
            assertThat(score.correct()).isEqualTo(supernet.lastCorrect());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void one_that_is_only_evaluated_has_the_same_bits_and_no_gradients(JsonNode golden) {
        LabelledImages images = images(golden);
        try (Supernet whole = supernet(golden, ConvolutionKernels.best(), 1);
                Supernet lean = Supernet.toEvaluate(whole.skeleton(), whole.partialChannels(), whole.batchSize(), 1)) {
            lean.setWeights(whole.weights());
            load(whole, images);
            load(lean, images);
            for (Mixture mixture : List.of(mixture(golden), Mixture.path(Cell.ofIndex(9_000)), mixture(golden))) {
                assertThat(lean.evaluate(mixture)).isEqualTo(whole.evaluate(mixture));
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> lean.gradient(mixture(golden)))
                    .withMessageContaining("no gradients");
        }
    }

    @Test
    void what_does_not_fit_is_refused_with_its_numbers() {
        Skeleton skeleton = new Skeleton(1, 8, 10, 6, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Supernet(skeleton, 4, 16, 1))
                .withMessageContaining("1/4 of 6 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mixture.weighted(Matrix.zeros(5, 6)))
                .withMessageContaining("expected 6 x 5");
    }
}
