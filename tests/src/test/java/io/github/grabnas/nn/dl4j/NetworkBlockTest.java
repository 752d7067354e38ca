package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.nn.convolution.NetworkBlock;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Single blocks of a network, against ND4J's operations. */
class NetworkBlockTest {

    private static final int IMAGES = 16;
    private static final int SIZE = 6;
    private static final int PIXELS = SIZE * SIZE;

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void a_stem_computes_nd4js_convolution_and_the_normalisation_of_the_batch() {
        Nd4jBackend.start();
        NetworkBlock stem = new NetworkBlock(NetworkBlock.Kind.STEM, "stem", "", 3, 4, SIZE, 1);
        assertThat(stem.weightNames())
                .containsExactly("stem.convolution", "stem.normalization.gamma", "stem.normalization.beta");
        float[] input = random(IMAGES * 3 * PIXELS, 1);
        float[] weights = random(stem.weightCount(), 2);
        float[] out = stem.forward(input, IMAGES, weights, stem.initialStatistics(), true);

        int kernelWeights = 4 * 3 * 9;
        INDArray kernels = Nd4j.createFromArray(Arrays.copyOf(weights, kernelWeights))
                .reshape(4, 3, 3, 3)
                .permute(2, 3, 1, 0)
                .dup();
        INDArray convolved = Nd4j.cnn()
                .conv2d(
                        Nd4j.createFromArray(input).reshape(IMAGES, 3, SIZE, SIZE),
                        kernels,
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(3)
                                .sH(1)
                                .sW(1)
                                .pH(1)
                                .pW(1)
                                .build());
        for (int channel = 0; channel < 4; channel++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < IMAGES * PIXELS; i++) {
                double z = at(convolved, channel, i);
                mean += z / (IMAGES * PIXELS);
                squares += z * z / (IMAGES * PIXELS);
            }
            double scale = weights[kernelWeights + channel] / Math.sqrt(squares - mean * mean + 1e-5);
            for (int i = 0; i < IMAGES * PIXELS; i++) {
                double expected = scale * (at(convolved, channel, i) - mean) + weights[kernelWeights + 4 + channel];
                assertThat(out[(i / PIXELS * 4 + channel) * PIXELS + i % PIXELS])
                        .isCloseTo((float) expected, within(1e-4f));
            }
            assertThat(stem.statistics()[channel]).as("running mean").isCloseTo((float) (0.1 * mean), within(1e-5f));
        }
    }

    private static double at(INDArray maps, int channel, int i) {
        return maps.getDouble(i / PIXELS, channel, i % PIXELS / SIZE, i % SIZE);
    }

    @Test
    void a_batch_of_another_size_gives_the_same_outputs_outside_training() {
        Cell cell =
                Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");
        try (NetworkBlock block =
                new NetworkBlock(NetworkBlock.Kind.CELL, "cell", cell.graph().text(), 4, 4, SIZE, 2)) {
            float[] weights = block.initialWeights(7);
            float[] input = random(20 * 4 * PIXELS, 1);
            float[] twenty = block.forward(input, 20, weights, block.initialStatistics(), false);
            float[] three =
                    block.forward(Arrays.copyOf(input, 3 * 4 * PIXELS), 3, weights, block.initialStatistics(), false);
            assertThat(three).containsExactly(Arrays.copyOf(twenty, three.length));
        }
    }

    @Test
    void arrays_of_another_length_and_a_gradient_without_a_forward_pass_are_refused() {
        NetworkBlock block = new NetworkBlock(NetworkBlock.Kind.RESIDUAL, "residual1", "", 4, 8, SIZE, 1);
        assertThat(block.outputSize()).isEqualTo(3);
        float[] weights = block.initialWeights(0);
        float[] statistics = block.initialStatistics();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> block.forward(new float[7], IMAGES, weights, statistics, true))
                .withMessage("block 'residual1': input of 7 numbers; expected " + IMAGES * 4 * PIXELS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> block.forward(new float[3 * 4 * PIXELS], 3, weights, statistics, true))
                .withMessage("block 'residual1': a training batch of 3 images; expected a multiple of 16");
        assertThatIllegalStateException()
                .isThrownBy(() -> block.backward(new float[IMAGES * 8 * 9], IMAGES))
                .withMessageContaining("call forward first");
    }
}
