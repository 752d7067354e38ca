package io.github.grabnas.search.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.Supernet;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;

/** The look ahead of DARTS of second order, against the authors' formula in PyTorch (tests/golden/supernet.py). */
class UnrolledGradientTest {

    private static final int BATCH = 32;

    private static LabelledImages images() {
        byte[] bytes = new byte[2 * BATCH * 64];
        for (int n = 0; n < 2 * BATCH; n++) {
            for (int i = 0; i < 64; i++) {
                bytes[n * 64 + i] = (byte) (int) Math.floor(128 + 127.5 * Math.sin(0.37 * i + 1.3 * n * (1 + i % 3)));
            }
        }
        return new LabelledImages(
                "formula",
                1,
                8,
                8,
                List.of("a", "b", "c", "d", "e"),
                bytes,
                IntStream.range(0, 2 * BATCH).map(n -> n * 7 % 5).toArray());
    }

    /** Sets the weights by formula; returns momenta by formula. */
    private static float[] fill(Supernet supernet, JsonNode fanIn) {
        float[] momenta = new float[supernet.parameterCount()];
        int at = 0;
        for (int t = 0; t < fanIn.size(); t++) {
            String name = supernet.weightNames().get(t);
            float[] w = new float[supernet.weights(name).length];
            int in = fanIn.get(t).asInt();
            for (int i = 0; i < w.length; i++) {
                w[i] = (float)
                        (in > 0
                                ? 0.5 * Math.sin(0.7 * i + t) / Math.sqrt(in)
                                : name.endsWith("gamma") ? 1 + 0.2 * Math.sin(i + t) : 0.1 * Math.cos(i + t));
                momenta[at++] = (float) (0.01 * Math.cos(i));
            }
            supernet.setWeights(name, w);
        }
        return momenta;
    }

    @Test
    void it_is_that_of_PyTorch_and_leaves_the_weights() throws IOException {
        JsonNode golden;
        try (InputStream stream = UnrolledGradientTest.class.getResourceAsStream("/golden/supernet.json")) {
            golden = new ObjectMapper().readTree(stream).get("unrolled");
        }
        LabelledImages images = images();
        Pixels pixels = Pixels.of(images);
        try (Supernet supernet = new Supernet(new Skeleton(1, 8, 5, 4, 1), 1, BATCH, 1)) {
            float[] momenta = fill(supernet, golden.get("fanIn"));
            float[] before = supernet.weights();
            Matrix weights = Matrix.of(
                    6,
                    5,
                    IntStream.range(0, 30)
                            .mapToDouble(i -> 0.2 + 0.15 * Math.sin(i / 5 + 2 * (i % 5)))
                            .toArray());
            UnrolledGradient.Gradient found = new UnrolledGradient(supernet, 0.05, 0.9, 5e-4)
                    .compute(
                            Mixture.weighted(weights),
                            momenta,
                            () -> supernet.load(
                                    images, IntStream.range(0, BATCH).toArray(), pixels),
                            () -> supernet.load(
                                    images, IntStream.range(BATCH, 2 * BATCH).toArray(), pixels));
            assertThat(supernet.weights()).containsExactly(before);
            assertThat(found.loss()).isCloseTo(golden.get("loss").asDouble(), within(2e-5));
            for (int i = 0; i < 30; i++) {
                assertThat(found.operations().get(i / 5, i % 5))
                        .as("weight " + i)
                        .isCloseTo(golden.get("gradient").get(i).asDouble(), within(1e-3));
            }
        }
    }
}
