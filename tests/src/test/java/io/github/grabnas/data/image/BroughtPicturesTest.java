package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Folders and files as newcomers bring them: from competitions, downloads, other programs and other searches. */
class BroughtPicturesTest {

    private static final int IMAGES = 40;
    private static final int SIDE = 4;

    @TempDir
    private Path folder;

    private ImageCollection read(Path source) throws IOException {
        return new ImageCollectionReader(8).read(source);
    }

    private void assertRefused(Path source, String... reasons) {
        assertThatThrownBy(() -> read(source))
                .isInstanceOf(DataFormatException.class)
                .satisfies(e -> {
                    for (String reason : reasons) {
                        assertThat(e).hasMessageContaining(reason);
                    }
                });
    }

    private static void draw(Path into, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            DrawnPictures.write(into.resolve(i + ".png"), DrawnPictures.picture("ring", i, 16, 16, false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train,test", "Train,Val,bird", "train"})
    void parts_without_class_folders_are_not_taken_for_classes(String names) throws IOException {
        for (String name : names.split(",")) {
            draw(folder.resolve(name), 3);
        }
        Files.writeString(folder.resolve("train.csv"), "file,label\n0.png,cat\n");
        assertRefused(folder, "hold", "no folders of classes", "labels in a table or in the files' names are not read");
    }

    @Test
    void a_class_named_as_a_part_is_may_stand_among_others() throws IOException {
        draw(folder.resolve("bus"), 3);
        draw(folder.resolve("train"), 3);
        assertThat(read(folder).classNames()).containsExactly("bus", "train");
    }

    @Test
    void classes_that_are_named_nearly_as_parts_are_are_told() throws IOException {
        draw(folder.resolve("train2017"), 3);
        draw(folder.resolve("val2017"), 3);
        assertThat(read(folder).warnings())
                .anyMatch(w -> w.contains("'train2017', 'val2017' are named nearly as parts are"));
        draw(folder.resolve("station"), 3);
        assertThat(read(folder).warnings()).noneMatch(w -> w.contains("named nearly"));
    }

    @Test
    void results_of_other_searches_among_the_pictures_are_passed_over_and_named() throws IOException {
        ImageCollection before = read(DrawnPictures.classFolders(folder, 3, false));
        Path result = Files.createDirectories(folder.resolve("result"));
        for (String name : new String[] {"split.csv", "plan.json", "model.zip", "model.onnx", "search.journal"}) {
            Files.writeString(result.resolve(name), "");
        }
        ImageCollection after = read(folder);
        assertThat(after.classNames()).isEqualTo(before.classNames());
        assertThat(after.sha256()).isEqualTo(before.sha256());
        assertThat(after.passedOver()).containsExactly("result");
        draw(result, 1);
        assertRefused(folder, "another archive, 'model.zip'");
    }

    @Test
    void results_in_a_folder_of_their_own_and_of_an_interrupted_training_are_passed_over_too() throws IOException {
        ImageCollection before = read(DrawnPictures.classFolders(folder, 3, false));
        Path first = Files.createDirectories(folder.resolve("results/run-1"));
        Path second = Files.createDirectories(folder.resolve("results/run-2"));
        Files.writeString(first.resolve("split.csv"), "");
        Files.writeString(first.resolve("provenance.json"), "");
        Files.writeString(Files.createDirectories(folder.resolve("training")).resolve("training-lower-rate.state"), "");
        ImageCollection after = new ImageCollectionReader(4).without(second).read(folder);
        assertThat(after.classNames()).isEqualTo(before.classNames());
        assertThat(after.passedOver()).contains("training");
        Files.delete(first.resolve("split.csv"));
        Files.delete(first.resolve("provenance.json"));
        Files.delete(first);
        assertThat(new ImageCollectionReader(4).without(second).read(folder).classNames())
                .as("a folder around the one that is being written to")
                .isEqualTo(before.classNames());
        assertRefused(folder, "results: the class has no picture");
    }

    @Test
    void a_pipe_among_the_pictures_is_named_and_not_waited_for() throws IOException, InterruptedException {
        DrawnPictures.classFolders(folder, 20, false);
        Path pipe = folder.resolve("bar/x.png");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        ImageCollection pictures = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> read(folder));
        assertThat(pictures.count()).isEqualTo(60);
        assertThat(pictures.unreadable()).singleElement().satisfies(unreadable -> {
            assertThat(unreadable.file()).isEqualTo("bar/x.png");
            assertThat(unreadable.reason()).contains("a pipe, a socket or a device");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found"})
    void folders_that_systems_leave_behind_are_no_classes(String name) throws IOException {
        DrawnPictures.classFolders(folder, 3, false);
        draw(folder.resolve(name), 2);
        draw(folder.resolve("bar").resolve(name), 2);
        assertThat(read(folder).count()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "....ftypheic....|a HEIC picture",
                "....ftypavif....|an AVIF picture",
                "....ftypisom....|a video",
                "....jP  ........|a JPEG 2000 picture",
                "8BPS............|a Photoshop picture",
                "%PDF-1.7........|a PDF document",
                "version https://git-lfs.github.com/spec/v1|git lfs pull",
                "<!DOCTYPE html> |fetch it again",
                "Rar!............|unpack it"
            })
    void what_is_no_picture_is_refused_by_what_it_is(String content, String what) throws IOException {
        DrawnPictures.classFolders(folder, 10, false);
        Files.writeString(folder.resolve("bar/x.jpg"), content);
        ImageCollection collection = read(folder);
        assertThat(collection.unreadable()).hasSize(1);
        assertThat(collection.unreadable().get(0).reason())
                .contains("bar/x.jpg: ")
                .contains(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png labels.csv|put each picture into the folder of its class",
                "train.npz|write each as a PNG file",
                "train-00000.parquet|write each as a PNG file",
                "data_batch_1 data_batch_2 batches.meta|fetch its binary version",
                "x.idx3-ubyte y.idx1-ubyte|names such as train-images-idx3-ubyte",
                "notes.docx|none of them is a picture"
            })
    void files_without_class_folders_are_refused_by_what_they_are(String names, String what) throws IOException {
        for (String name : names.split(" ")) {
            Files.writeString(folder.resolve(name), "x");
        }
        assertRefused(folder, "it has no folders; expected one for each class", what);
    }

    @Test
    void idx_files_in_an_archive_are_refused_by_their_cause() throws IOException {
        Path zip = folder.resolve("mnist.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("train-images-idx3-ubyte"));
        }
        assertRefused(zip, "IDX files are read from a folder, not from an archive");
    }

    @ParameterizedTest
    @CsvSource({"a.tar, unpack it", "a.zst, unpack it", "a.parquet, expected a folder or zip", "a.zip, an empty file"})
    void a_file_that_is_no_archive_is_refused_with_what_was_expected(String name, String what) throws IOException {
        Path file = Files.write(
                folder.resolve(name), (what.contains("empty") ? "" : "pictures").getBytes(StandardCharsets.UTF_8));
        assertRefused(file, "neither a directory nor a zip file", what);
    }

    @Test
    void a_class_that_is_written_in_other_capitals_in_another_part_is_told() throws IOException {
        for (String each : new String[] {"train/Cat", "train/Dog", "test/cat", "test/Dog"}) {
            draw(folder.resolve(each), 3);
        }
        assertRefused(folder, "'Cat' and 'cat' differ in capital letters or spaces alone");
    }

    private void idx(String place, String name, int firstLabel, int step) throws IOException {
        Path into = Files.createDirectories(folder.resolve(place));
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        images.writeBytes(new byte[] {0, 0, 8, 3, 0, 0, 0, IMAGES, 0, 0, 0, SIDE, 0, 0, 0, SIDE});
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        labels.writeBytes(new byte[] {0, 0, 8, 1, 0, 0, 0, IMAGES});
        for (int i = 0; i < IMAGES; i++) {
            for (int p = 0; p < SIDE * SIDE; p++) {
                images.write(i * 37 + p * 11 * (i % 5));
            }
            labels.write(firstLabel + i % 4 * step);
        }
        Files.write(into.resolve(name + "-images-idx3-ubyte"), images.toByteArray());
        Files.write(into.resolve(name + "-labels-idx1-ubyte"), labels.toByteArray());
    }

    @Test
    void idx_files_lie_also_in_folders_within_as_programs_fetch_them() throws IOException {
        idx("MNIST/raw", "train", 0, 1);
        idx("MNIST/raw", "t10k", 0, 1);
        Files.writeString(folder.resolve("MNIST/readme.txt"), "");
        ImageCollection collection = read(folder);
        assertThat(collection.count()).isEqualTo(2 * IMAGES);
        assertThat(collection.hasGiven(DataPart.TEST)).isTrue();
    }

    @Test
    void numbers_that_no_label_has_are_no_classes() throws IOException {
        idx("from-one", "train", 1, 1);
        idx("gaps", "train", 0, 60);
        assertThat(read(folder.resolve("from-one")).classNames()).containsExactly("1", "2", "3", "4");
        ImageCollection gaps = read(folder.resolve("gaps"));
        assertThat(gaps.classNames()).containsExactly("0", "60", "120", "180");
        assertThat(gaps.entries().get(2).label()).isEqualTo(2);
    }

    @Test
    void the_name_of_a_dataset_may_stand_before_the_part_of_idx_files() throws IOException {
        idx("letters", "emnist-letters-train", 1, 1);
        idx("letters", "emnist-letters-test", 1, 1);
        ImageCollection letters = read(folder.resolve("letters"));
        assertThat(letters.hasGiven(DataPart.TRAINING)).isTrue();
        assertThat(letters.hasGiven(DataPart.TEST)).isTrue();
        idx("letters", "emnist-digits-train", 0, 1);
        assertRefused(folder.resolve("letters"), "of one dataset; name the file of images that is meant");
    }

    @Test
    void digits_of_an_idx_file_keep_their_classes() throws IOException {
        Path digits = DataFolder.embedded("proxy/images").resolve("digits-images-idx3-ubyte.gz");
        assertThat(read(digits).classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }
}
