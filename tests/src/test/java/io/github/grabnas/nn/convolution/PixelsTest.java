package io.github.grabnas.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.classifier.MadeUpClassifiers;
import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

class PixelsTest {

    private static final double[] MEAN = {125.3, 123.0, 113.9};
    private static final double[] DEVIATION = {63.0, 62.1, 66.7};

    /** torchvision crops before it scales, so that its padding is black and not grey. */
    @Test
    void what_a_shift_brings_in_from_outside_is_black() {
        byte[] white = new byte[16];
        java.util.Arrays.fill(white, (byte) 255);
        LabelledImages images = new LabelledImages("white", 1, 4, 4, List.of("one"), white, new int[] {0});
        Pixels pixels = Pixels.of(new double[] {100}, new double[] {50}).augmented(4, false, new SplittableRandom(1));
        boolean outside = false;
        for (int draw = 0; draw < 20; draw++) {
            for (float value : pixels.batch(images, 0)) {
                assertThat((double) value).isIn((double) 3.1f, -2.0);
                outside |= value == -2;
            }
        }
        assertThat(outside).isTrue();
    }

    @Test
    void each_channel_has_its_own_mean_and_deviation() {
        byte[] bytes = {(byte) 200, 10, 0};
        LabelledImages one = new LabelledImages("one", 3, 1, 1, List.of("one"), bytes, new int[] {0});
        float[] scaled = Pixels.of(MEAN, DEVIATION).batch(one, 0);
        assertThat((double) scaled[0]).isCloseTo((200 - 125.3) / 63.0, within(1e-6));
        assertThat((double) scaled[1]).isCloseTo((10 - 123.0) / 62.1, within(1e-6));
        assertThat((double) scaled[2]).isCloseTo(-113.9 / 66.7, within(1e-6));
    }

    @Test
    void grey_images_are_not_scaled_as_if_they_were_red_ones() {
        LabelledImages grey = MadeUpClassifiers.noise(3, 1, 8);
        assertThatThrownBy(() -> Pixels.of(MEAN, DEVIATION).batch(grey, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("images of 1 channels: expected 3");
        LabelledImages coloured = MadeUpClassifiers.noise(3, 3, 8);
        assertThatThrownBy(() -> Pixels.of(grey).batch(coloured, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("images of 3 channels: expected 1");
    }

    @Test
    void means_that_are_no_numbers_and_deviations_of_zero_are_refused() {
        assertThatThrownBy(() -> Pixels.of(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pixels.of(new double[] {0}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
