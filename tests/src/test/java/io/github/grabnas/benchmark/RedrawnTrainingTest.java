package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

class RedrawnTrainingTest {

    @ParameterizedTest
    @EnumSource(names = {"DIGITS", "FASHION"})
    void every_seed_draws_other_training_images_and_as_many_of_each_class_and_none_of_the_test(ProxyDataset dataset)
            throws IOException {
        RedrawnTraining images = dataset.redrawn(DataFolder.find());
        ImageTask usual = dataset.read(DataFolder.find());
        ImageTask first = images.draw(0);
        ImageTask second = images.draw(1);
        assertThat(first.test().pixels()).isEqualTo(usual.test().pixels());
        for (int c = 0; c < 10; c++) {
            assertThat(first.training().ofClass(c))
                    .hasSameSizeAs(usual.training().ofClass(c));
        }
        assertThat(first.training().pixels())
                .isEqualTo(images.draw(0).training().pixels());
        Set<String> pictures = pictures(first.training());
        Set<String> others = pictures(second.training());
        assertThat(others).isNotEqualTo(pictures);
        // Equal pictures in both parts are the publishers'.
        Set<String> test = pictures(usual.test());
        pictures.retainAll(test);
        assertThat(pictures).hasSizeLessThan(5);
    }

    private static Set<String> pictures(LabelledImages images) {
        byte[] pixels = images.pixels();
        int size = pixels.length / images.count();
        Set<String> pictures = new HashSet<>();
        for (int i = 0; i < images.count(); i++) {
            pictures.add(Arrays.toString(Arrays.copyOfRange(pixels, i * size, (i + 1) * size)));
        }
        return pictures;
    }
}
