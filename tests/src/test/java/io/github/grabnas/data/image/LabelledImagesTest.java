package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** What can be done with images once they are read. */
class LabelledImagesTest {

    @Test
    void resizing_is_Pillows_bilinear_resampling() throws IOException {
        try (InputStream stream = LabelledImagesTest.class.getResourceAsStream("/golden/resized.json")) {
            JsonNode golden = new ObjectMapper().readTree(stream);
            byte[] pixels = new byte[golden.get("pixels").size()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) golden.get("pixels").get(i).asInt();
            }
            LabelledImages picture = new LabelledImages(
                    "golden",
                    1,
                    golden.get("height").asInt(),
                    golden.get("width").asInt(),
                    List.of("a"),
                    pixels,
                    new int[1]);
            for (JsonNode wanted : golden.get("cases")) {
                LabelledImages resized = picture.resized(
                        wanted.get("height").asInt(), wanted.get("width").asInt());
                for (int i = 0; i < wanted.get("pixels").size(); i++) {
                    assertThat(resized.pixels()[i] & 0xff)
                            .as(wanted.get("height") + " " + i)
                            .isBetween(
                                    wanted.get("pixels").get(i).asInt() - 1,
                                    wanted.get("pixels").get(i).asInt() + 1);
                }
            }
        }
    }

    @Test
    void a_split_takes_the_same_number_of_every_class_and_loses_nothing() throws IOException {
        LabelledImages digits = ProxyDataset.DIGITS.read(DataFolder.find()).training();
        ImageTask split = digits.split(20, 5);
        for (int c = 0; c < 10; c++) {
            assertThat(split.training().ofClass(c)).hasSize(20);
        }
        assertThat(split.training().count() + split.test().count()).isEqualTo(digits.count());
        assertThat(digits.split(20, 5).training().pixels())
                .isEqualTo(split.training().pixels());
        assertThat(digits.split(20, 6).training().pixels())
                .isNotEqualTo(split.training().pixels());
        assertThatThrownBy(() -> digits.split(95, 5)).hasMessageContaining("cannot take 95");
    }

    @Test
    void some_classes_are_numbered_anew_in_the_order_asked_for() throws IOException {
        LabelledImages digits = ProxyDataset.DIGITS.read(DataFolder.find()).training();
        LabelledImages some = digits.classes(List.of("7", "2"));
        assertThat(some.count()).isEqualTo(179);
        assertThat(some.classNames()).containsExactly("7", "2");
        assertThatThrownBy(() -> digits.classes(List.of("7", "ten"))).hasMessageContaining("class 'ten' is not there");
        assertThatThrownBy(() -> digits.classes(List.of("7", "7"))).hasMessageContaining("stands twice");
    }

    private static LabelledImages points(String name, List<String> classes, int... labels) {
        byte[] pixels = new byte[labels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (10 * labels[i] + i);
        }
        return new LabelledImages(name, 1, 1, 1, classes, pixels, labels);
    }

    @Test
    void classes_of_a_group_become_one_and_the_images_stay_as_they_are() {
        LabelledImages images = points("letters", List.of("a", "b", "c", "d"), 0, 1, 2, 3, 0, 2);
        LabelledImages together = new ClassGroups(List.of(List.of("c", "a"), List.of("d"))).of(images);
        assertThat(together.classNames()).containsExactly("c+a", "d");
        assertThat(together.ofClass(0)).containsExactly(0, 1, 3, 4);
        assertThat(together.ofClass(1)).containsExactly(2);
        assertThat(together.pixels()).containsExactly(0, 22, 33, 4, 25);
        assertThatThrownBy(() -> new ClassGroups(List.of(List.of("a"), List.of("b", "a"))).of(images))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> new ClassGroups(List.of(List.of()))).hasMessageContaining("a group of no classes");
    }

    @Test
    void sets_of_the_same_classes_are_joined_and_those_of_other_classes_keep_theirs() {
        LabelledImages some = points("some", List.of("a", "b"), 0, 1, 1);
        LabelledImages more = points("more", List.of("a", "b"), 1, 0);
        assertThat(some.and(more).count()).isEqualTo(5);
        assertThat(some.and(more).ofClass(0)).containsExactly(0, 4);
        assertThat(some.and(more).pixel(3, 0, 0, 0)).isEqualTo(more.pixel(0, 0, 0, 0));
        LabelledImages letters = points("letters", List.of("x"), 0, 0);
        LabelledImages all = some.union(letters);
        assertThat(all.classNames()).containsExactly("a", "b", "x");
        assertThat(all.ofClass(2)).containsExactly(3, 4);
        assertThat(all.ofClass(1)).containsExactly(1, 2);
        assertThatThrownBy(() -> some.and(letters)).hasMessageContaining("expected the same classes");
        assertThatThrownBy(() -> some.union(more)).hasMessageContaining("expected other classes");
        assertThatThrownBy(() -> some.and(more.resized(2, 2))).hasMessageContaining("expected the same size");
    }

    @Test
    void a_share_of_every_class_is_split_off() {
        LabelledImages images = points("some", List.of("a", "b"), 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        ImageTask halves = images.splitShare(0.5, 7);
        assertThat(halves.training().ofClass(0)).hasSize(3);
        assertThat(halves.training().ofClass(1)).hasSize(3);
        assertThat(halves.test().ofClass(0)).hasSize(2);
        assertThatThrownBy(() -> images.splitShare(0.95, 7)).hasMessageContaining("cannot take 5 for training");
    }

    @Test
    void more_than_an_array_holds_is_refused_with_the_sizes() {
        LabelledImages many = points("many", List.of("a"), new int[14_300]);
        assertThatThrownBy(() -> many.resized(390, 390))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("many: 14300 images of 1 x 390 x 390 take 2 GiB or more; "
                        + "take a smaller size or fewer images");
        assertThatThrownBy(() -> many.resized(1 << 20, 1 << 20)).hasMessageContaining("take 2 GiB or more");
        assertThatThrownBy(() -> many.resized(224, 224).withChannels(3)).hasMessageContaining("3 x 224 x 224");
    }

    /** Measured tables were made so, and stay as they are. */
    @Test
    void each_channel_is_turned_hidden_and_made_noisy_by_itself() {
        byte[] grey = new byte[16 * 16];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i % 16 * 12);
        }
        LabelledImages colour = new LabelledImages("ramp", 1, 16, 16, List.of("all"), grey, new int[1]).withChannels(3);
        for (ImageTransformation change : List.of(
                new ImageTransformation.Warp(60, 1, 0),
                new ImageTransformation.Occlusion(0.5),
                new ImageTransformation.Noise(20))) {
            byte[] changed = change.apply(colour, 5).pixels();
            byte[] red = Arrays.copyOfRange(changed, 0, 256);
            assertThat(Arrays.copyOfRange(changed, 256, 512)).as(change.text()).isNotEqualTo(red);
            assertThat(Arrays.copyOfRange(changed, 512, 768)).as(change.text()).isNotEqualTo(red);
        }
        byte[] zoomed = new ImageTransformation.Warp(0, 2, 0).apply(colour, 5).pixels();
        assertThat(Arrays.copyOfRange(zoomed, 256, 512)).isEqualTo(Arrays.copyOfRange(zoomed, 0, 256));
    }

    @Test
    void edges_are_where_the_brightness_changes() {
        byte[] step = new byte[6 * 6];
        for (int i = 0; i < step.length; i++) {
            step[i] = (byte) (i % 6 < 3 ? 20 : 50);
        }
        LabelledImages images = new LabelledImages("step", 1, 6, 6, List.of("all"), step, new int[1]);
        LabelledImages edges = new ImageTransformation.Edges().apply(images, 0);
        for (int x = 0; x < 6; x++) {
            // Sobel's weights 1, 2, 1 on a difference of 30, halved.
            assertThat(edges.pixel(0, 0, 3, x)).as("column %d", x).isEqualTo(x == 2 || x == 3 ? 60 : 0);
        }
    }

    @Test
    void crops_are_parts_of_the_images_and_every_other_one_is_mirrored() {
        byte[] ramp = new byte[8 * 8];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (16 * (i % 8));
        }
        LabelledImages image = new LabelledImages("ramp", 1, 8, 8, List.of("all"), ramp, new int[1]);
        LabelledImages crops = new RandomCrops(6, 4).of(image, 3);
        assertThat(crops.count()).isEqualTo(6);
        assertThat(crops.height()).isEqualTo(4);
        for (int i = 0; i < 6; i++) {
            boolean rising = crops.pixel(i, 0, 0, 3) > crops.pixel(i, 0, 0, 0);
            assertThat(rising).as("crop %d", i).isEqualTo(i % 2 == 0);
        }
        assertThatThrownBy(() -> new RandomCrops(1, 9).of(image, 0)).hasMessageContaining("of 1 to 8");
    }
}
