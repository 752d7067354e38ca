package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.data.DataFormatException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Folders of pictures whose meaning is not plain, and files in them that could get lost. */
class AmbiguousFoldersTest {

    @TempDir
    private Path folder;

    private void picture(String name) throws IOException {
        DrawnPictures.write(folder.resolve(name), DrawnPictures.picture("bar", 1, 9, 9, false));
    }

    private void file(String name, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), content);
    }

    private ImageCollection collection() throws IOException {
        return new ImageCollectionReader(4).read(folder);
    }

    private LabelledImages classes() throws IOException {
        return new ClassFolderReader(4).read(folder, "");
    }

    private static void assertRefused(ThrowingCallable reading, String... reasons) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(reading).withMessageContainingAll(reasons);
    }

    @Test
    void a_class_named_train_is_a_class() throws IOException {
        for (String name : List.of("bus/1.png", "car/1.png", "train/1.png")) {
            picture(name);
        }
        assertThat(collection().classNames()).containsExactly("bus", "car", "train");
        assertThat(BenchmarkSuite.PROXY.readImages(folder).classNames()).containsExactly("bus", "car", "train");
    }

    @Test
    void a_folder_train_with_folders_beside_folders_of_pictures_may_be_either_and_is_refused() throws IOException {
        for (String name : List.of("bus/a/1.png", "car/1.png", "train/steam/1.png", "train/diesel/1.png")) {
            picture(name);
        }
        for (ThrowingCallable reading :
                List.<ThrowingCallable>of(this::collection, () -> BenchmarkSuite.PROXY.readImages(folder))) {
            assertRefused(
                    reading,
                    "the folder 'train' may hold the classes of the part 'training', or be a class beside 'bus', 'car'",
                    "move those away",
                    "rename 'train'");
        }
    }

    @Test
    void two_folders_of_parts_are_parts_whatever_lies_beside_them() throws IOException {
        for (String name : List.of("train/a/1.png", "train/b/1.png", "test/a/2.png", "test/b/2.png", "drawn/1.png")) {
            picture(name);
        }
        ImageCollection pictures = collection();
        assertThat(pictures.classNames()).containsExactly("a", "b");
        assertThat(pictures.passedOver()).containsExactly("drawn");
    }

    @Test
    void folders_of_parts_beside_notes_and_unlabelled_pictures_for_the_test_are_parts() throws IOException {
        for (String name : List.of("train/a/1.png", "train/b/1.png", "test/1.png", "stray.png")) {
            picture(name);
        }
        file("notes/read me.txt", new byte[1]);
        ImageCollection pictures = collection();
        assertThat(pictures.classNames()).containsExactly("a", "b");
        assertThat(pictures.passedOver()).containsExactly("notes", "test", "stray.png");
        assertThat(BenchmarkSuite.PROXY.readImages(folder).classNames()).containsExactly("a", "b");
    }

    @Test
    void pictures_beside_the_folders_in_a_class_are_taken_whatever_their_ending_and_the_rest_is_named()
            throws IOException {
        for (int i = 0; i < 20; i++) {
            picture("a/more/" + i + ".png");
            picture("b/" + i + ".png");
        }
        picture("a/early.JPE");
        picture("a/plain.jfif");
        file("a/scan.tiff", new byte[] {'I', 'I', '*', 0});
        file("a/model.bin", new byte[4]);
        ImageCollection pictures = collection();
        assertThat(pictures.count()).isEqualTo(42);
        assertThat(pictures.unreadable()).extracting(UnreadablePicture::file).containsExactly("a/scan.tiff");
        assertThat(pictures.passedOver()).containsExactly("a/model.bin");
        assertRefused(this::classes, "scan.tiff: a TIFF picture");
        Files.delete(folder.resolve("a/scan.tiff"));
        assertRefused(this::classes, "model.bin: not a picture");
        Files.delete(folder.resolve("a/model.bin"));
        assertThat(classes().count()).isEqualTo(42);
    }

    @Test
    void pictures_that_belong_to_no_class_are_named() throws IOException {
        picture("a/1.png");
        picture("b/1.png");
        file("labels.csv", new byte[1]);
        picture("loose.png");
        assertThat(collection().passedOver()).containsExactly("loose.png");
        assertRefused(this::classes, "1 picture(s) lie beside the class folders, such as 'loose.png'");
    }

    @Test
    void pictures_and_archives_beside_the_folder_around_all_classes_are_named_too() throws IOException {
        picture("data/a/1.png");
        picture("data/b/1.png");
        picture("loose.png");
        file("more.zip", new byte[9]);
        assertThat(collection().passedOver()).containsExactlyInAnyOrder("loose.png", "more.zip");
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void an_archive_within_is_refused_by_its_name() throws IOException {
        Path outer = Files.write(folder.resolve("outer.zip"), zip("data.zip", zip("a/1.png", new byte[1])));
        String reason = "it holds another archive, 'data.zip'; unpack it";
        assertRefused(() -> new ImageCollectionReader(4).read(outer), reason);
        assertRefused(() -> new ClassFolderReader(4).read(outer, ""), reason);
        assertRefused(() -> new ClassFolderReader(4).readTask("inner", outer), reason);
        assertRefused(() -> new UnlabelledPictures(4, 8).read(List.of(outer), batch -> {}), reason);
        Files.delete(outer);
        picture("a/1.png");
        picture("b/1.png");
        for (String name : List.of("more.tar", "more.tar.gz", "more.7z", "more.RAR")) {
            file("b/" + name, new byte[9]);
            assertRefused(this::collection, "it holds another archive, '" + name + "'; unpack it");
            assertRefused(this::classes, "it holds another archive, '" + name + "'; unpack it");
            Files.delete(folder.resolve("b/" + name));
        }
        file("pictures.zip", new byte[9]);
        assertThat(collection().passedOver()).containsExactly("pictures.zip");
        assertThat(classes().count()).isEqualTo(2);
    }

    @Test
    void a_class_is_the_same_whether_its_letters_are_composed_or_not() throws IOException {
        String composed = "\u00e4pfel";
        String decomposed = "a\u0308pfel";
        for (String name : List.of("train/" + composed, "train/birnen", "test/" + decomposed, "test/birnen")) {
            picture(name + "/1.png");
        }
        assertThat(collection().classNames()).containsExactly("birnen", composed);
        ImageTask task = new ClassFolderReader(4).readTask("fruit", folder);
        assertThat(task.test().classNames()).containsExactly("birnen", composed);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        Path zip = folder.resolve("pictures.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (String name : List.of(composed + "/1.png", decomposed + "/2.png", "birnen/1.png")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(png.toByteArray());
            }
        }
        assertThat(new ClassFolderReader(4).read(zip, "").classNames()).containsExactly("birnen", composed);
        picture("train/" + decomposed + "/2.png");
        assertRefused(this::collection, "two folders look like '" + composed + "'");
    }
}
