package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Somebody's own images, in whatever form they are. */
class ImageCollectionTest {

    @TempDir
    Path folder;

    private static ImageCollection read(Path source) throws IOException {
        return new ImageCollectionReader(8).read(source);
    }

    @Test
    void class_folders_of_mixed_sizes_become_square_images_of_one_size() throws IOException {
        ImageCollection pictures = read(DrawnPictures.classFolders(folder.resolve("my pictures"), 4, false));
        assertThat(pictures.count()).isEqualTo(12);
        assertThat(pictures.classNames()).containsExactly("bar", "cross", "ring");
        assertThat(pictures.images().height()).isEqualTo(8);
        assertThat(pictures.images().width()).isEqualTo(8);
        assertThat(pictures.images().channels()).isEqualTo(3);
        assertThat(pictures.entries().get(5)).isEqualTo(new CollectedImage("cross/1.png", 1, Optional.empty()));
        assertThat(pictures.medianSide()).isBetween(16, 18);
    }

    @Test
    void a_folder_that_is_left_out_is_not_read_however_it_is_named() throws IOException {
        DrawnPictures.classFolders(folder.resolve("pictures"), 4, false);
        Files.createDirectories(folder.resolve("pictures/result"));
        Files.createDirectories(folder.resolve("pictures/ring/result"));
        DrawnPictures.write(folder.resolve("pictures/ring/result/9.png"), DrawnPictures.picture("ring", 9, 9, 9, true));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("pictures"));
        assertThatThrownBy(() -> read(link)).hasMessageContaining("the class has no picture");
        ImageCollectionReader reader = new ImageCollectionReader(8);
        ImageCollection left = reader.without(folder.resolve("pictures/result")).read(link);
        assertThat(left.classNames()).containsExactly("bar", "cross", "ring");
        assertThat(left.count()).isEqualTo(13);
        Files.delete(folder.resolve("pictures/result"));
        assertThat(reader.without(folder.resolve("pictures/ring/result"))
                        .read(link)
                        .count())
                .isEqualTo(12);
        assertThat(reader.without(folder.resolve("nowhere")).read(link).count()).isEqualTo(13);
    }

    @Test
    void grey_is_found_out_even_where_files_are_in_colour() throws IOException {
        ImageCollection grey = read(DrawnPictures.classFolders(folder.resolve("grey"), 3, true));
        assertThat(grey.images().channels()).isEqualTo(1);
        DrawnPictures.write(folder.resolve("grey/ring/coloured.png"), DrawnPictures.picture("ring", 77, 16, 16, false));
        assertThat(read(folder.resolve("grey")).images().channels()).isEqualTo(3);
    }

    @Test
    void of_an_oblong_picture_the_middle_is_taken() throws IOException {
        for (String kind : List.of("a", "b")) {
            BufferedImage wide = new BufferedImage(24, 8, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 8; y++) {
                for (int x = 8; x < 16; x++) {
                    wide.setRGB(x, y, 0xffffff);
                }
            }
            DrawnPictures.write(folder.resolve("wide").resolve(kind).resolve("1.png"), wide);
        }
        ImageCollection pictures = read(folder.resolve("wide"));
        for (byte pixel : pictures.images().pixels()) {
            assertThat(pixel).isEqualTo((byte) 255);
        }
    }

    @Test
    void folders_for_parts_say_what_images_are_for() throws IOException {
        Path top = folder.resolve("top").resolve("around");
        DrawnPictures.classFolders(top.resolve("train"), 3, false);
        DrawnPictures.classFolders(top.resolve("val"), 2, false);
        DrawnPictures.classFolders(top.resolve("test"), 1, false);
        Files.createDirectories(top.resolve("notes"));
        ImageCollection pictures = read(folder.resolve("top"));
        assertThat(pictures.count()).isEqualTo(18);
        assertThat(pictures.entries().stream()
                        .filter(e -> e.part().equals(Optional.of(DataPart.VALIDATION)))
                        .count())
                .isEqualTo(6);
        assertThat(pictures.passedOver()).containsExactly("notes");
    }

    @Test
    void folders_around_the_classes_that_are_taken_for_classes_are_told() throws IOException {
        DrawnPictures.classFolders(folder.resolve("years/2019"), 2, false);
        DrawnPictures.classFolders(folder.resolve("years/2020"), 2, false);
        ImageCollection years = read(folder.resolve("years"));
        assertThat(years.classNames()).containsExactly("2019", "2020");
        assertThat(years.warnings().get(0))
                .isEqualTo("2 folders are taken for classes, '2019', '2020', but hold no pictures themselves, only "
                        + "folders of the same names: 'bar', 'cross', 'ring'; if those are the classes, put the "
                        + "pictures into one folder for each, or name the folders around them 'train', 'validation' "
                        + "and 'test'");
        // One folder in each, as in Tiny-ImageNet, and classes that are told apart further, are usual.
        for (String kind : List.of("a", "b")) {
            DrawnPictures.write(
                    folder.resolve("tiny").resolve(kind).resolve("images/1.png"),
                    DrawnPictures.picture("bar", 1 + kind.hashCode(), 9, 9, false));
            DrawnPictures.classFolders(folder.resolve("finer").resolve(kind).resolve("all of " + kind), 2, false);
            DrawnPictures.write(
                    folder.resolve("finer").resolve(kind).resolve("of " + kind + "/1.png"),
                    DrawnPictures.picture("bar", 3 + kind.hashCode(), 9, 9, false));
        }
        for (String usual : List.of("tiny", "finer")) {
            assertThat(read(folder.resolve(usual)).warnings().toString()).doesNotContain("taken for classes");
        }
    }

    @Test
    void a_zip_gives_the_same_as_its_folder() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 2, false);
        Path zip = folder.resolve("pictures.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (String kind : List.of("bar", "cross", "ring")) {
                for (int i = 0; i < 2; i++) {
                    out.putNextEntry(new ZipEntry("around/" + kind + "/" + i + ".png"));
                    out.write(Files.readAllBytes(folder.resolve("train").resolve(kind + "/" + i + ".png")));
                }
            }
        }
        assertThat(read(zip).images().pixels())
                .isEqualTo(read(folder.resolve("train")).images().pixels());
    }

    @Test
    void a_missing_class_in_a_part_is_named() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 2, false);
        DrawnPictures.classFolders(folder.resolve("test"), 2, false);
        Files.delete(folder.resolve("test/ring/0.png"));
        Files.delete(folder.resolve("test/ring/1.png"));
        Files.delete(folder.resolve("test/ring"));
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("'test' has no image of the class 'ring'");
    }

    @Test
    void one_class_cannot_be_told_apart() throws IOException {
        DrawnPictures.write(folder.resolve("one/only/a.png"), DrawnPictures.picture("bar", 1, 9, 9, true));
        assertThatThrownBy(() -> read(folder.resolve("one")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("expected at least two");
    }

    @Test
    void a_bad_picture_among_good_ones_is_named_counted_and_passed_over_and_many_are_refused() throws IOException {
        DrawnPictures.classFolders(folder, 10, false);
        Files.writeString(folder.resolve("ring/broken.png"), "no picture");
        ImageCollection pictures = read(folder);
        assertThat(pictures.count()).isEqualTo(30);
        assertThat(pictures.unreadable()).extracting(UnreadablePicture::file).containsExactly("ring/broken.png");
        assertThat(pictures.warnings().toString()).contains("1 of 31 files could not be read", "ring/broken.png");
        Files.writeString(folder.resolve("bar/broken.png"), "");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("2 of 32 files could not be read, more than one in 20")
                .hasMessageContaining("'bar/broken.png', 'ring/broken.png'");
        assertThatThrownBy(() -> new ImageCollectionReader((count, side) -> 8, 0).read(folder))
                .hasMessageContaining("2 of 32 files could not be read, and none may be unreadable: 'bar");
    }

    @Test
    void files_of_text_beside_each_picture_are_told_and_do_not_count_as_unreadable() throws IOException {
        DrawnPictures.classFolders(folder.resolve("boxes"), 4, false);
        for (int i = 0; i < 4; i++) {
            Files.writeString(folder.resolve("boxes/ring").resolve(i + ".txt"), "0 0.5 0.5 1 1");
            Files.writeString(folder.resolve("boxes/bar").resolve(i + ".XML"), "<box/>");
        }
        ImageCollection pictures = read(folder.resolve("boxes"));
        assertThat(pictures.count()).isEqualTo(12);
        assertThat(pictures.unreadable()).isEmpty();
        assertThat(pictures.warnings())
                .anyMatch(w -> w.startsWith("8 folder(s) or file(s) in or beside the class folders passed over: ")
                        && w.contains("'bar/0.XML'"));
        Files.createDirectories(folder.resolve("boxes/text"));
        Files.writeString(folder.resolve("boxes/text/a.txt"), "no picture");
        assertThatThrownBy(() -> read(folder.resolve("boxes")))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("the class has no picture");
    }

    @Test
    void datasets_with_boxes_of_objects_are_refused_as_what_they_are() throws IOException {
        for (String labels : List.of("labels", "Annotations")) {
            Path boxes = folder.resolve("yolo-" + labels);
            DrawnPictures.classFolders(boxes.resolve("images"), 3, false);
            Files.createDirectories(boxes.resolve(labels + "/train"));
            Files.writeString(boxes.resolve(labels + "/train/0.txt"), "0 0.5 0.5 0.2 0.2");
            assertThatThrownBy(() -> read(boxes))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(labels)
                    .hasMessageContaining("detection of objects (YOLO, COCO, VOC)")
                    .hasMessageContaining("cut the boxes out");
        }
    }

    @Test
    void a_link_to_a_picture_that_is_gone_is_named_and_passed_over() throws IOException {
        Path links = DrawnPictures.classFolders(folder.resolve("links"), 10, false);
        Files.createSymbolicLink(links.resolve("bar/gone.png"), folder.resolve("nowhere.png"));
        ImageCollection pictures = read(links);
        assertThat(pictures.count()).isEqualTo(30);
        assertThat(pictures.unreadable()).singleElement().satisfies(u -> {
            assertThat(u.file()).isEqualTo("bar/gone.png");
            assertThat(u.reason()).contains("it does not exist");
        });
    }

    @Test
    void the_reading_tells_how_far_it_is_and_can_be_ended() throws IOException {
        Path pictures = DrawnPictures.classFolders(folder.resolve("pictures"), 60, true);
        List<Integer> told = new ArrayList<>();
        new ImageCollectionReader(8)
                .telling((read, of) -> {
                    assertThat(of).isEqualTo(180);
                    told.add(read);
                })
                .read(pictures);
        assertThat(told).isSorted().startsWith(0).hasSizeGreaterThan(1);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new ImageCollectionReader(8)
                        .telling((read, of) -> {
                            if (read > 0) {
                                throw new CancellationException("enough after " + read);
                            }
                        })
                        .read(pictures))
                .withMessage("enough after " + told.get(1));
    }

    @Test
    void an_interrupted_thread_ends_the_reading() throws IOException {
        Path pictures = DrawnPictures.classFolders(folder.resolve("pictures"), 3, true);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> new ImageCollectionReader(8).read(pictures));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void idx_files_are_read_by_the_name_of_one_or_by_their_folder() throws IOException {
        Path digits = DataFolder.embedded("proxy/images").resolve("digits-images-idx3-ubyte.gz");
        ImageCollection one = read(digits);
        assertThat(one.count()).isEqualTo(1797);
        assertThat(one.images().channels()).isEqualTo(1);
        assertThat(one.hasGiven(DataPart.TRAINING)).isFalse();
        for (String name : List.of("train", "t10k")) {
            Files.copy(digits, folder.resolve(name + "-images-idx3-ubyte.gz"));
            Files.copy(
                    digits.resolveSibling("digits-labels-idx1-ubyte.gz"),
                    folder.resolve(name + "-labels-idx1-ubyte.gz"));
        }
        ImageCollection both = read(folder);
        assertThat(both.count()).isEqualTo(2 * 1797);
        assertThat(both.hasGiven(DataPart.TEST)).isTrue();
    }

    @Test
    void what_is_not_there_is_said() {
        assertThatThrownBy(() -> read(folder.resolve("nothing"))).isInstanceOf(MissingDataException.class);
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("expected one for each class");
    }
}
