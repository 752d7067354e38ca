package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.space.ArchitectureGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One training step on every engine, tensor by tensor, against PyTorch in double precision (tests/golden/engines.py):
 * the norm of the error is at most three times that of PyTorch in single precision. The few numbers of a single batch
 * normalisation may be ten times as far off, since PyTorch adds those up in double precision; all of a network's
 * together may not.
 */
class EngineParityTest {

    private static final double TIMES = 3;
    private static final double TIMES_OF_ONE_NORMALISATION = 10;

    /** Where PyTorch happens to be exact: the rounding of single precision, relative to the tensor's norm. */
    private static final double ROUNDING = Math.ulp(1f);

    /** Squared norms, added up over tensors. */
    private static final class Distance {

        private final double times;
        private double ours;
        private double allowed;

        Distance(double times) {
            this.times = times;
        }

        void add(double squaredError, double pytorchsError, double squaredNorm) {
            ours += squaredError;
            allowed += Math.max(pytorchsError * pytorchsError, ROUNDING * ROUNDING * squaredNorm);
        }

        void check(String what) {
            assertThat(Math.sqrt(ours))
                    .as("error of %s; PyTorch's in single precision is %s", what, Math.sqrt(allowed))
                    .isLessThanOrEqualTo(times * Math.sqrt(allowed));
        }
    }

    static Stream<Arguments> engines_and_cases() throws IOException {
        try (InputStream stream = EngineParityTest.class.getResourceAsStream("/golden/engines.json")) {
            List<JsonNode> cases = StreamSupport.stream(
                            new ObjectMapper().readTree(stream).get("cases").spliterator(), false)
                    .toList();
            return Stream.of(new VectorEngine(), new Nd4jEngine())
                    .flatMap(engine -> cases.stream().map(golden -> Arguments.of(engine, golden)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_and_cases")
    void a_step_is_as_near_to_double_precision_as_PyTorchs(TrainingEngine engine, JsonNode golden) {
        Skeleton skeleton = new Skeleton(
                golden.get("imageChannels").asInt(),
                golden.get("size").asInt(),
                golden.get("classes").asInt(),
                golden.get("channels").asInt(),
                golden.get("cells").asInt());
        ArchitectureGraph graph = ArchitectureGraph.parse(golden.get("graph").asText());
        int batch = golden.get("batch").asInt();
        LabelledImages images = images(skeleton, batch);
        try (TrainableNetwork network = engine.network(graph, skeleton, batch, 1)) {
            setWeights(network);
            network.load(images, IntStream.range(0, batch).toArray(), Pixels.of(images));
            double loss = network.gradient();
            Distance losses = new Distance(TIMES);
            double exactLoss = golden.get("loss").asDouble();
            losses.add(
                    (loss - exactLoss) * (loss - exactLoss),
                    golden.get("lossError").asDouble(),
                    exactLoss * exactLoss);
            losses.check("the loss");
            checkStep(network, golden);
        }
    }

    private static void checkStep(TrainableNetwork network, JsonNode golden) {
        List<String> names = network.weightNames();
        List<double[]> exactGradients = new ArrayList<>();
        List<double[]> exactWeights = new ArrayList<>();
        double rate = golden.get("rate").asDouble();
        double momentum = golden.get("momentum").asDouble();
        double decay = golden.get("decay").asDouble();
        for (int t = 0; t < names.size(); t++) {
            double[] gradient = decode(golden.get("gradients").get(t).asText());
            float[] before = network.weights(names.get(t));
            double[] after = new double[before.length];
            for (int i = 0; i < after.length; i++) {
                after[i] = before[i] - rate * (1 + momentum) * (gradient[i] + decay * before[i]);
            }
            exactGradients.add(gradient);
            exactWeights.add(after);
        }
        check("gradient of ", names, network::gradient, exactGradients, golden.get("gradientErrors"));
        network.step(rate, momentum, decay);
        check("weights ", names, network::weights, exactWeights, golden.get("weightErrors"));
    }

    private static void check(
            String what,
            List<String> names,
            Function<String, float[]> values,
            List<double[]> exact,
            JsonNode pytorchsErrors) {
        Distance normalisations = new Distance(TIMES);
        for (int t = 0; t < names.size(); t++) {
            float[] ours = values.apply(names.get(t));
            double error = 0;
            double norm = 0;
            assertThat(exact.get(t)).as(names.get(t)).hasSize(ours.length);
            for (int i = 0; i < ours.length; i++) {
                double difference = ours[i] - exact.get(t)[i];
                error += difference * difference;
                norm += exact.get(t)[i] * exact.get(t)[i];
            }
            boolean normalises = names.get(t).contains(".normalization.");
            Distance one = new Distance(normalises ? TIMES_OF_ONE_NORMALISATION : TIMES);
            for (Distance distance : normalises ? List.of(one, normalisations) : List.of(one)) {
                distance.add(error, pytorchsErrors.get(t).asDouble(), norm);
            }
            one.check(what + names.get(t));
        }
        normalisations.check(what + "all normalisations");
    }

    private static double[] decode(String text) {
        DoubleBuffer numbers = ByteBuffer.wrap(Base64.getDecoder().decode(text))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
        double[] values = new double[numbers.remaining()];
        numbers.get(values);
        return values;
    }

    private static void setWeights(TrainableNetwork network) {
        List<String> names = network.weightNames();
        for (int t = 0; t < names.size(); t++) {
            String name = names.get(t);
            float[] w = new float[network.weights(name).length];
            boolean isVector = name.endsWith(".gamma") || name.endsWith(".beta") || name.endsWith(".bias");
            double fanIn = isVector ? 1 : fanIn(network, name, w.length);
            for (int i = 0; i < w.length; i++) {
                double matrix = 0.5 * Math.sin(0.7 * i + t) / Math.sqrt(fanIn);
                double vector = name.endsWith(".gamma") ? 1 + 0.2 * Math.sin(i + t) : 0.1 * Math.cos(i + t);
                w[i] = (float) (isVector ? vector : matrix);
            }
            network.setWeights(name, w);
        }
    }

    /** The length divided by the number of outputs, which the normalisation behind a convolution has as its length. */
    private static double fanIn(TrainableNetwork network, String name, int length) {
        String outputs = name.endsWith(".linear.weight")
                ? "head.linear.bias"
                : name.endsWith(".shortcut")
                        ? name.replace(".shortcut", ".second.normalization.gamma")
                        : name.replace(".convolution", ".normalization.gamma");
        return (double) length / network.weights(outputs).length;
    }

    private static LabelledImages images(Skeleton skeleton, int batch) {
        int size = skeleton.imageSize();
        int pixels = skeleton.imageChannels() * size * size;
        byte[] bytes = new byte[batch * pixels];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < pixels; i++) {
                bytes[n * pixels + i] =
                        (byte) (int) Math.floor(128 + 127.5 * Math.sin(0.37 * i + 1.3 * n * (1 + i % 3)));
            }
        }
        return new LabelledImages(
                "formula",
                skeleton.imageChannels(),
                size,
                size,
                IntStream.range(0, skeleton.classes())
                        .mapToObj(c -> "class " + c)
                        .toList(),
                bytes,
                IntStream.range(0, batch).map(n -> n * 7 % skeleton.classes()).toArray());
    }
}
