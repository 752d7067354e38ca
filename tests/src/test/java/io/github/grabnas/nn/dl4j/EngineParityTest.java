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
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One training step on every engine, tensor by tensor, against PyTorch in double precision (tests/golden/engines.py):
 * no engine may be further off than three times what PyTorch is in single precision.
 */
class EngineParityTest {

    private static final double TIMES = 3;

    /** Where PyTorch happens to be exact: the rounding of single precision, relative to the tensor's norm. */
    private static final double ROUNDING = Math.ulp(1f);

    static Stream<Arguments> engines_and_cases() throws IOException {
        try (InputStream stream = EngineParityTest.class.getResourceAsStream("/golden/engines.json")) {
            List<JsonNode> cases = StreamSupport.stream(
                            new ObjectMapper()
                                    .readTree(stream)
                                    .get("cases")
                                    .spliterator(),
                            false)
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
            assertThat(Math.abs(loss - golden.get("loss").asDouble()))
                    .as("the loss's error")
                    .isLessThanOrEqualTo(allowed(
                            golden.get("lossError").asDouble(), golden.get("loss").asDouble()));
            List<String> names = network.weightNames();
            for (int t = 0; t < names.size(); t++) {
                check("gradient of " + names.get(t), network.gradient(names.get(t)), golden, "gradient", t);
            }
            network.step(
                    golden.get("rate").asDouble(),
                    golden.get("momentum").asDouble(),
                    golden.get("decay").asDouble());
            for (int t = 0; t < names.size(); t++) {
                check("weights " + names.get(t), network.weights(names.get(t)), golden, "weight", t);
            }
        }
    }

    private static double allowed(double error, double norm) {
        return TIMES * Math.max(error, ROUNDING * norm);
    }

    private static void check(String what, float[] values, JsonNode golden, String kind, int tensor) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(golden.get(kind + "s").get(tensor).asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.capacity()).as(what).isEqualTo(Double.BYTES * values.length);
        double difference = 0;
        double norm = 0;
        for (float value : values) {
            double exact = bytes.getDouble();
            difference += (value - exact) * (value - exact);
            norm += exact * exact;
        }
        double error = golden.get(kind + "Errors").get(tensor).asDouble();
        assertThat(Math.sqrt(difference))
                .as("error of %s; PyTorch's in single precision is %s", what, error)
                .isLessThanOrEqualTo(allowed(error, Math.sqrt(norm)));
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
