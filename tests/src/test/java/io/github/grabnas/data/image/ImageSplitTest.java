package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How images are divided where nobody did, and what is done about copies. */
class ImageSplitTest {

    private static final SplitSettings SETTINGS = SplitSettings.defaults();

    @TempDir
    Path folder;

    private ImageSplit split() throws IOException {
        return ImageSplit.of(new ImageCollectionReader(16).read(folder), SETTINGS);
    }

    private static DataPart part(ImageSplit split, String file) {
        return IntStream.range(0, split.collection().count())
                .filter(i -> split.collection().entries().get(i).file().equals(file))
                .mapToObj(split::part)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_class_has_the_same_share_in_each_part_and_the_seed_decides() throws IOException {
        DrawnPictures.classFolders(folder, 20, false);
        ImageSplit split = split();
        assertThat(split.task().training().count()).isEqualTo(36);
        for (int label = 0; label < 3; label++) {
            assertThat(split.task().test().ofClass(label)).hasSize(4);
            assertThat(split.task().validation().orElseThrow().ofClass(label)).hasSize(4);
        }
        assertThat(split().rows()).isEqualTo(split.rows());
        assertThat(ImageSplit.of(split.collection(), SETTINGS.withSeed(1)).rows())
                .isNotEqualTo(split.rows());
        assertThat(split.rows().get(0)).startsWith("bar/0.png", "bar");
    }

    @Test
    void without_a_share_for_validation_two_images_of_a_class_are_enough() throws IOException {
        DrawnPictures.classFolders(folder, 2, false);
        ImageSplit split = ImageSplit.of(new ImageCollectionReader(16).read(folder), SETTINGS.withShares(0, 0.2));
        assertThat(split.task().validation()).isEmpty();
        assertThat(split.count(DataPart.TEST)).isEqualTo(3);
        assertThat(split.count(DataPart.TRAINING)).isEqualTo(3);
    }

    @Test
    void a_given_test_part_stays_and_validation_is_drawn_from_the_training_part() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 10, false);
        for (String kind : List.of("bar", "cross", "ring")) {
            for (int i = 0; i < 3; i++) {
                DrawnPictures.write(
                        folder.resolve("test").resolve(kind).resolve(i + ".png"),
                        DrawnPictures.picture(kind, 100 + i, 20, 20, false));
            }
        }
        ImageSplit split = split();
        assertThat(split.count(DataPart.TEST)).isEqualTo(9);
        assertThat(split.count(DataPart.VALIDATION)).isEqualTo(6);
        assertThat(split.count(DataPart.TRAINING)).isEqualTo(24);
    }

    @Test
    void where_most_is_for_the_other_parts_every_class_keeps_an_image_to_train_on() throws IOException {
        DrawnPictures.classFolders(folder, 5, false);
        ImageSplit split = ImageSplit.of(new ImageCollectionReader(16).read(folder), SETTINGS.withShares(0.4, 0.5));
        assertThat(split.count(DataPart.TEST)).isEqualTo(9);
        assertThat(split.count(DataPart.VALIDATION)).isEqualTo(3);
        for (int label = 0; label < 3; label++) {
            assertThat(split.task().training().ofClass(label)).hasSize(1);
        }
    }

    @Test
    void a_validation_part_that_is_the_test_part_once_more_is_refused() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 10, false);
        DrawnPictures.classFolders(folder.resolve("validation"), 2, false);
        DrawnPictures.classFolders(folder.resolve("test"), 2, false);
        assertThatThrownBy(this::split)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all images of class 'bar' in the given validation part are copies of others");
    }

    @Test
    void exact_copies_are_left_out_and_never_stand_in_two_parts() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 10, false);
        DrawnPictures.classFolders(folder.resolve("test"), 2, false);
        ImageSplit split = split();
        assertThat(part(split, "test/bar/1.png")).isEqualTo(DataPart.TEST);
        assertThat(part(split, "train/bar/1.png")).isEqualTo(DataPart.LEFT_OUT);
        assertThat(split.warnings().toString()).contains("6 of 36 images are exact copies of others");
    }

    @Test
    void a_picture_in_two_classes_is_left_out_and_told() throws IOException {
        DrawnPictures.classFolders(folder, 10, false);
        Files.copy(folder.resolve("bar/3.png"), folder.resolve("ring/wrong.png"));
        ImageSplit split = split();
        assertThat(part(split, "bar/3.png")).isEqualTo(DataPart.LEFT_OUT);
        assertThat(part(split, "ring/wrong.png")).isEqualTo(DataPart.LEFT_OUT);
        assertThat(split.warnings().toString()).contains("1 image(s) stand in more than one class", "ring/wrong.png");
    }

    /** Frames of one scene, each at another size and somewhat brighter. */
    private void film(String kind, int scene, int frames) throws IOException {
        BufferedImage first = DrawnPictures.picture(kind, 500 + scene, 32, 32, false);
        for (int frame = 0; frame < frames; frame++) {
            int side = 32 + 4 * frame;
            BufferedImage next = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = next.createGraphics();
            pen.drawImage(first.getScaledInstance(side, side, BufferedImage.SCALE_AREA_AVERAGING), 0, 0, null);
            pen.dispose();
            DrawnPictures.write(folder.resolve(kind).resolve("scene" + scene + "-" + frame + ".png"), next);
        }
    }

    /** The parts in which the frames of a scene stand. */
    private static Set<DataPart> parts(ImageSplit split, String scene, int frames) {
        return IntStream.range(0, frames)
                .mapToObj(frame -> part(split, scene + "-" + frame + ".png"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void of_a_class_of_three_films_each_is_in_a_part_of_its_own_and_the_longest_is_trained_on() throws IOException {
        DrawnPictures.classFolders(folder, 12, false);
        for (int i = 0; i < 12; i++) {
            Files.delete(folder.resolve("ring/" + i + ".png"));
        }
        film("ring", 0, 6);
        film("ring", 1, 9);
        film("ring", 2, 5);
        for (int seed = 0; seed < 5; seed++) {
            ImageSplit split = ImageSplit.of(new ImageCollectionReader(16).read(folder), SETTINGS.withSeed(seed));
            assertThat(parts(split, "ring/scene1", 9)).containsExactly(DataPart.TRAINING);
            assertThat(parts(split, "ring/scene0", 6)).hasSize(1);
            assertThat(parts(split, "ring/scene2", 5)).hasSize(1);
            assertThat(split.count(DataPart.TEST) + split.count(DataPart.VALIDATION))
                    .isEqualTo(8 + 11);
            assertThat(split.warnings().toString()).doesNotContain("stand in several parts");
        }
    }

    @Test
    void a_class_of_fewer_films_than_parts_is_divided_by_pictures_and_named() throws IOException {
        DrawnPictures.classFolders(folder, 12, false);
        for (int i = 0; i < 12; i++) {
            Files.delete(folder.resolve("ring/" + i + ".png"));
        }
        film("ring", 0, 6);
        film("ring", 1, 9);
        ImageSplit split = split();
        assertThat(split.task().test().ofClass(2)).hasSize(3);
        assertThat(split.task().training().ofClass(2)).hasSize(9);
        assertThat(split.warnings().toString())
                .contains("1 class(es) have fewer groups of near copies than there are parts")
                .contains("stand in several parts: 'ring'; accuracies of such classes are optimistic")
                .doesNotContain("go to the same part");
    }

    @Test
    void frames_of_one_track_go_to_one_part() throws IOException {
        DrawnPictures.classFolders(folder, 12, false);
        for (int scene = 0; scene < 6; scene++) {
            film("ring", scene, 4);
        }
        ImageSplit split = split();
        for (int scene = 0; scene < 6; scene++) {
            DataPart part = part(split, "ring/scene" + scene + "-0.png");
            for (int frame = 1; frame < 4; frame++) {
                assertThat(part(split, "ring/scene" + scene + "-" + frame + ".png"))
                        .isEqualTo(part);
            }
        }
        assertThat(split.warnings().toString()).contains("18 images look almost like others of their class");
    }

    @Test
    void near_copies_across_given_parts_are_told_with_their_number() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 10, false);
        DrawnPictures.classFolders(folder.resolve("test"), 2, false);
        for (String kind : List.of("bar", "cross", "ring")) {
            BufferedImage changed = DrawnPictures.picture(kind, 1, 17, 17, false);
            changed.setRGB(0, 0, 0x505050);
            DrawnPictures.write(folder.resolve("test").resolve(kind).resolve("1.png"), changed);
        }
        assertThat(split().warnings().toString())
                .contains("3 of 6 images of the given test part look almost like images that networks learn from");
    }

    @Test
    void small_and_unequal_classes_are_told_and_nearly_empty_ones_refused() throws IOException {
        DrawnPictures.classFolders(folder, 3, false);
        for (int i = 0; i < 40; i++) {
            DrawnPictures.write(
                    folder.resolve("bar/more" + i + ".png"), DrawnPictures.picture("bar", 50 + i, 16, 16, false));
        }
        assertThat(split().warnings().toString())
                .contains("2 of 3 classes have fewer than 20 images (the fewest 3): 'cross', 'ring'")
                .contains("the classes are very unequal: 3 to 43 images");
        Files.delete(folder.resolve("ring/0.png"));
        assertThatThrownBy(this::split)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class 'ring' has 2 image(s) besides copies, to divide into 3 part(s)");
    }
}
