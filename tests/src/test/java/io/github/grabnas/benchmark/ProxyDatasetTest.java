package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The datasets at proxy scale: their three parts, and that what judges a search is no part of what teaches one. */
class ProxyDatasetTest {

    /** A pixel-by-pixel text of each image. */
    private static List<String> contents(LabelledImages images) {
        int size = images.channels() * images.height() * images.width();
        byte[] pixels = images.pixels();
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            contents.add(Arrays.toString(Arrays.copyOfRange(pixels, i * size, (i + 1) * size)));
        }
        return contents;
    }

    private static void assertParts(ImageTask task, int training, int validation, int test) {
        LabelledImages middle = task.validation().orElseThrow();
        assertThat(task.training().count()).as(task.name()).isEqualTo(training);
        assertThat(middle.count()).as(task.name()).isEqualTo(validation);
        assertThat(task.test().count()).as(task.name()).isEqualTo(test);
        for (LabelledImages part : List.of(task.training(), middle, task.test())) {
            assertThat(part.height()).isEqualTo(ProxyDataset.SIZE);
            for (int c = 0; c < part.classNames().size(); c++) {
                assertThat(part.ofClass(c))
                        .as(task.name() + ", " + part.classNames().get(c))
                        .isNotEmpty();
            }
        }
    }

    private static double shared(LabelledImages some, LabelledImages others) {
        Set<String> known = new HashSet<>(contents(some));
        return contents(others).stream().filter(known::contains).count() / (double) others.count();
    }

    private static void assertApart(ImageTask task, double duplicates) {
        LabelledImages middle = task.validation().orElseThrow();
        assertThat(shared(task.training(), middle)).as(task.name()).isLessThanOrEqualTo(duplicates);
        assertThat(shared(task.training(), task.test())).as(task.name()).isLessThanOrEqualTo(duplicates);
        assertThat(shared(middle, task.test())).as(task.name()).isLessThanOrEqualTo(duplicates);
    }

    @Test
    void what_comes_with_the_checkout_has_three_parts_that_share_no_image() throws IOException {
        ImageTask digits = ProxyDataset.DIGITS.read(DataFolder.find());
        assertParts(digits, 901, 451, 445);
        assertApart(digits, 0);
        ImageTask fashion = ProxyDataset.FASHION.read(DataFolder.find());
        assertParts(fashion, 5_000, 5_000, 5_000);
        // Of 15,000 garments at 8x8 a few look alike to the last grey level.
        assertApart(fashion, 0.001);
    }

    @Test
    void the_same_images_go_to_the_same_parts_each_time() throws IOException {
        ImageTask once = ProxyDataset.DIGITS.read(DataFolder.find());
        ImageTask again = ProxyDataset.DIGITS.read(DataFolder.find());
        assertThat(again.training().pixels()).isEqualTo(once.training().pixels());
        assertThat(again.test().pixels()).isEqualTo(once.test().pixels());
    }

    @Test
    void the_others_have_the_parts_that_their_documentation_states() throws IOException {
        PublicData.file("images/cifar10-20k.zip");
        DataFolder data = DataFolder.find();
        assertParts(ProxyDataset.CIFAR10.read(data), 5_000, 5_000, 5_000);
        assertParts(ProxyDataset.CIFAR100.read(data), 4_000, 1_000, 1_000);
        assertParts(ProxyDataset.MNIST.read(data), 5_000, 5_000, 5_000);
        ImageTask pets = ProxyDataset.PETS.read(data);
        assertThat(pets.training().classNames()).hasSize(37);
        assertApart(pets, 0);
        ImageTask edges = ProxyDataset.AIRCRAFT_EDGES.read(data);
        assertThat(edges.training().classNames()).hasSize(30);
        for (ImageTask task : List.of(pets, edges)) {
            int all = task.training().count()
                    + task.validation().orElseThrow().count()
                    + task.test().count();
            assertThat(task.training().count() / (double) all).isBetween(0.5, 0.52);
        }
    }

    @Test
    void an_unknown_label_is_answered_with_those_there_are(@TempDir Path empty) {
        assertThatThrownBy(() -> ProxyDataset.of("proxy-svhn"))
                .hasMessageContaining("unknown proxy dataset 'proxy-svhn'; expected one of proxy-cifar10, ");
        assertThatThrownBy(() -> ProxyDataset.MNIST.read(DataFolder.at(empty)))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("images/mnist");
    }
}
