package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Copies that lie in a part that is given, or in another class, are kept apart or told with their number. */
class CopiesAcrossPartsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void bars_and_crosses_are_to_train_on() throws IOException {
        for (String kind : List.of("bar", "cross")) {
            draw("train", kind, 0, 10);
        }
    }

    private void draw(String part, String kind, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            DrawnPictures.write(
                    folder.resolve(part).resolve(kind).resolve(i + ".png"),
                    DrawnPictures.picture(kind, i, 16 + i % 5, 16 + i % 3, false));
        }
    }

    /** Frames of one scene with a ring, each at another size. */
    private void film(String part, int scene, int from, int end) throws IOException {
        BufferedImage first = DrawnPictures.picture("ring", 500 + scene, 32, 32, false);
        for (int frame = from; frame < end; frame++) {
            int side = 32 + 4 * frame;
            BufferedImage next = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = next.createGraphics();
            pen.drawImage(first.getScaledInstance(side, side, BufferedImage.SCALE_AREA_AVERAGING), 0, 0, null);
            pen.dispose();
            DrawnPictures.write(folder.resolve(part).resolve("ring/" + scene + "-" + frame + ".png"), next);
        }
    }

    private ImageCollection read() throws IOException {
        return new ImageCollectionReader(16).read(folder);
    }

    private ImageSplit split() throws IOException {
        return ImageSplit.of(read(), SplitSettings.defaults());
    }

    /** The part of each image whose file begins so. */
    private static List<DataPart> parts(ImageSplit split, String file) {
        return IntStream.range(0, split.collection().count())
                .filter(i -> split.collection().entries().get(i).file().startsWith(file))
                .mapToObj(split::part)
                .distinct()
                .toList();
    }

    @Test
    void near_copies_of_what_is_given_for_validation_are_not_drawn_for_the_test() throws IOException {
        for (int scene = 0; scene < 6; scene++) {
            film("train", scene, 0, 3);
        }
        for (int scene = 0; scene < 3; scene++) {
            film("validation", scene, 3, 4);
        }
        draw("validation", "bar", 100, 3);
        draw("validation", "cross", 100, 3);
        ImageCollection pictures = read();
        for (int seed = 0; seed < 10; seed++) {
            ImageSplit split = ImageSplit.of(pictures, SplitSettings.defaults().withSeed(seed));
            for (int scene = 0; scene < 3; scene++) {
                assertThat(parts(split, "train/ring/" + scene)).containsExactly(DataPart.TRAINING);
            }
            assertThat(split.task().test().ofClass(2)).hasSize(3);
            assertThat(split.warnings().toString()).doesNotContain("drawn for the test look");
        }
    }

    @Test
    void where_all_are_near_copies_of_what_is_given_for_validation_their_number_is_told() throws IOException {
        film("train", 0, 0, 4);
        film("validation", 0, 4, 5);
        draw("validation", "bar", 100, 3);
        draw("validation", "cross", 100, 3);
        assertThat(split().warnings().toString())
                .contains("stand in several parts: 'ring'")
                .contains("1 of 5 images drawn for the test look almost like images of the given validation part");
    }

    @Test
    void copies_within_a_given_test_part_stay_and_are_counted() throws IOException {
        draw("test", "bar", 100, 3);
        draw("test", "cross", 100, 3);
        Files.copy(folder.resolve("test/bar/100.png"), folder.resolve("test/bar/copy.png"));
        ImageSplit split = split();
        assertThat(split.count(DataPart.TEST)).isEqualTo(7);
        assertThat(split.warnings().toString())
                .contains("1 of 7 images of the given test part are exact copies of others in it");
    }

    @Test
    void of_a_picture_in_two_classes_one_file_of_each_class_is_named() throws IOException {
        Files.copy(folder.resolve("train/bar/3.png"), folder.resolve("train/bar/copy.png"));
        Files.copy(folder.resolve("train/bar/3.png"), folder.resolve("train/cross/wrong.png"));
        assertThat(split().warnings().toString()).contains("left out: train/bar/3.png and train/cross/wrong.png");
    }

    @Test
    void a_near_copy_in_another_class_is_told_with_both_files() throws IOException {
        assertThat(split().warnings().toString()).doesNotContain("another class");
        BufferedImage changed = DrawnPictures.picture("bar", 1, 17, 17, false);
        changed.setRGB(0, 0, 0x505050);
        DrawnPictures.write(folder.resolve("train/cross/wrong.png"), changed);
        assertThat(split().warnings().toString())
                .contains("1 image(s) look almost like one of another class, as train/cross/wrong.png like "
                        + "train/bar/1.png");
    }
}
