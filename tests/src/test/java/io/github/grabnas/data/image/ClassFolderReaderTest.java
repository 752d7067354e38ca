package io.github.grabnas.data.image;

import static io.github.grabnas.data.image.MadeUpPictures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pictures in a folder for each class, and what is refused. */
class ClassFolderReaderTest {

    @TempDir
    private Path folder;

    private void put(String file, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.write(folder.resolve(file), bytes);
    }

    private void putAll() throws IOException {
        put("train/cat/1.png", picture(8, 8, 200, "png"));
        put("train/cat/2.jpg", picture(16, 12, 200, "jpg"));
        put("train/dog/1.JPEG", picture(9, 9, 20, "jpg"));
        put("train/dog/.DS_Store", new byte[3]);
    }

    @Test
    void a_directory_and_a_zip_of_it_give_the_same_images() throws IOException {
        putAll();
        LabelledImages images = new ClassFolderReader(8).read(folder, "train");
        assertThat(images.classNames()).containsExactly("cat", "dog");
        assertThat(images.count()).isEqualTo(3);
        assertThat(images.pixel(0, 0, 3, 3)).isEqualTo(200);
        assertThat(images.pixel(0, 2, 3, 4)).isEqualTo(7);
        assertThat(images.pixel(1, 0, 3, 3)).isBetween(190, 210);
        assertThat(images.pixel(2, 1, 3, 3)).isBetween(10, 30);

        Path zip = folder.resolve("images.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("train/dog/1.JPEG", "train/cat/1.png", "train/cat/2.jpg")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        assertThat(new ClassFolderReader(8).read(zip, "train").pixels()).isEqualTo(images.pixels());
    }

    @Test
    void what_is_no_picture_is_refused_with_its_file() throws IOException {
        putAll();
        put("train/dog/notes.txt", "no picture".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new ClassFolderReader(8).read(folder, "train"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("notes.txt: not a picture; expected PNG or JPEG");
    }

    @Test
    void a_picture_that_was_cut_short_is_refused() throws IOException {
        for (String format : List.of("png", "jpg")) {
            putAll();
            byte[] whole = picture(64, 64, 90, format);
            put("train/dog/cut." + format, Arrays.copyOf(whole, whole.length * 2 / 3));
            assertThatThrownBy(() -> new ClassFolderReader(8).read(folder, "train"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("cut." + format + ": damaged picture");
            Files.delete(folder.resolve("train/dog/cut." + format));
        }
    }

    @Test
    void empty_classes_missing_folders_and_other_files_are_refused() throws IOException {
        putAll();
        Files.createDirectories(folder.resolve("train/eel"));
        assertThatThrownBy(() -> new ClassFolderReader(8).read(folder, "train"))
                .hasMessageContaining("eel: the class has no picture");
        assertThatThrownBy(() -> new ClassFolderReader(8).read(folder, "test"))
                .hasMessageContaining("no folder 'test'");
        assertThatThrownBy(() -> new ClassFolderReader(8).read(folder.resolve("train/cat"), ""))
                .hasMessageContaining("no folders");
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> new ClassFolderReader(8).read(text, "train"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("text.zip: neither a directory nor a zip file");
    }

    @Test
    void the_real_CIFAR_10_sample_is_read_from_its_zip() throws IOException {
        PublicData.file("images/cifar10.zip");
        ImageTask task = ImageDataset.CIFAR10.read(DataFolder.find(), 32);
        assertThat(task.training().count()).isEqualTo(5_000);
        assertThat(task.test().count()).isEqualTo(1_000);
        assertThat(task.training().classNames()).contains("airplane", "truck");
    }
}
