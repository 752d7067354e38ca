package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images from files of every form, and what is refused. */
class ImageReadersTest {

    @TempDir
    Path folder;

    private static byte[] picture(int height, int width, int grey, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, grey << 16 | grey << 8 | (x + y) % 256);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    @Nested
    class Idx {

        private byte[] images(int magic, int count) {
            ByteBuffer buffer = ByteBuffer.allocate(16 + count * 6)
                    .putInt(magic)
                    .putInt(count)
                    .putInt(2)
                    .putInt(3);
            for (int i = 0; i < count * 6; i++) {
                buffer.put((byte) (i * 9));
            }
            return buffer.array();
        }

        private byte[] labels(int... labels) {
            ByteBuffer buffer =
                    ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
            for (int label : labels) {
                buffer.put((byte) label);
            }
            return buffer.array();
        }

        private byte[] gzip(byte[] bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
                zipped.write(bytes);
            }
            return out.toByteArray();
        }

        private LabelledImages read(byte[] images, byte[] labels) throws IOException {
            return IdxReader.read(
                    "two",
                    Files.write(folder.resolve("images"), images),
                    Files.write(folder.resolve("labels"), labels),
                    List.of("a", "b"));
        }

        @Test
        void zipped_or_not_the_images_are_the_same() throws IOException {
            LabelledImages plain = read(images(0x803, 3), labels(1, 0, 1));
            LabelledImages zipped = read(gzip(images(0x803, 3)), gzip(labels(1, 0, 1)));
            assertThat(zipped.pixels()).isEqualTo(plain.pixels());
            assertThat(plain.count()).isEqualTo(3);
            assertThat(plain.label(2)).isEqualTo(1);
            assertThat(plain.pixel(1, 0, 1, 2)).isEqualTo(99);
        }

        @Test
        void a_file_is_found_with_and_without_its_ending() throws IOException {
            LabelledImages plain = read(images(0x803, 3), labels(1, 0, 1));
            Files.move(folder.resolve("images"), folder.resolve("images.gz"));
            Files.write(folder.resolve("labels.gz"), gzip(labels(1, 0, 1)));
            Files.delete(folder.resolve("labels"));
            assertThat(IdxReader.read("two", folder.resolve("images"), folder.resolve("labels"), List.of("a", "b"))
                            .pixels())
                    .isEqualTo(plain.pixels());
        }

        @Test
        void a_file_cut_short_anywhere_is_refused_with_its_name() throws IOException {
            byte[] whole = images(0x803, 3);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(cut, labels(1, 0, 1)))
                        .isInstanceOf(DataFormatException.class)
                        .hasMessageContaining("images")
                        .hasMessageContaining("cut short");
            }
            byte[] zipped = gzip(whole);
            assertThatThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length - 9), labels(1, 0, 1)))
                    .isInstanceOf(DataFormatException.class);
        }

        @Test
        void wrong_magic_numbers_labels_counts_and_empty_classes_are_refused_with_the_reason() {
            assertThatThrownBy(() -> read(images(0x801, 3), labels(1, 0, 1)))
                    .hasMessageContaining("magic number 00000801");
            assertThatThrownBy(() -> read(images(0x803, 3), labels(1, 0, 2)))
                    .hasMessageContaining("label 2 of image 2; expected 0 to 1");
            assertThatThrownBy(() -> read(images(0x803, 3), labels(1, 0)))
                    .hasMessageContaining("2 labels for 3 images");
            assertThatThrownBy(() -> read(images(0x803, 3), labels(1, 1, 1)))
                    .hasMessageContaining("class 'a' has no image");
            byte[] huge = ByteBuffer.allocate(16)
                    .putInt(0x803)
                    .putInt(1 << 30)
                    .putInt(1 << 10)
                    .putInt(1 << 10)
                    .array();
            assertThatThrownBy(() -> read(huge, labels(1))).hasMessageContaining("less than 2 GiB");
            byte[] longer = Arrays.copyOf(images(0x803, 3), 40);
            assertThatThrownBy(() -> read(longer, labels(1, 0, 1))).hasMessageContaining("more than the 18 bytes");
        }

        @Test
        void the_real_MNIST_test_set_has_ten_thousand_images() throws IOException {
            LabelledImages mnist = IdxReader.read(
                    "mnist",
                    PublicData.file("images/mnist-t10k-images-idx3-ubyte.gz"),
                    PublicData.file("images/mnist-t10k-labels-idx1-ubyte.gz"),
                    List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
            assertThat(mnist.count()).isEqualTo(10_000);
            assertThat(mnist.ofClass(1)).hasSize(1135);
        }
    }

    @Nested
    class Cifar {

        private void write(String file, int labelBytes, int... labels) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(labels.length * (labelBytes + 3072));
            for (int label : labels) {
                if (labelBytes == 2) {
                    buffer.put((byte) 19);
                }
                buffer.put((byte) label);
                for (int i = 0; i < 3072; i++) {
                    buffer.put((byte) (i + label));
                }
            }
            Files.write(folder.resolve(file), buffer.array());
        }

        private void writeCifar10() throws IOException {
            Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
            for (int i = 1; i <= 5; i++) {
                write("data_batch_" + i + ".bin", 1, 2 * i - 2, 2 * i - 1);
            }
            write("test_batch.bin", 1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        }

        @Test
        void CIFAR_10_is_five_batches_and_a_test_batch() throws IOException {
            writeCifar10();
            ImageTask task = CifarBinaryReader.cifar10(folder);
            assertThat(task.training().count()).isEqualTo(10);
            assertThat(task.test().label(0)).isEqualTo(9);
            assertThat(task.training().pixel(3, 1, 2, 5)).isEqualTo((1024 + 2 * 32 + 5 + 3) % 256);
        }

        @Test
        void CIFAR_100_counts_the_fine_label() throws IOException {
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                names.append("class").append(i).append('\n');
            }
            Files.writeString(folder.resolve("fine_label_names.txt"), names);
            int[] all = java.util.stream.IntStream.range(0, 100).toArray();
            write("train.bin", 2, all);
            write("test.bin", 2, all);
            assertThat(CifarBinaryReader.cifar100(folder).training().label(77)).isEqualTo(77);
        }

        @Test
        void cut_files_and_wrong_labels_are_refused_with_the_file() throws IOException {
            writeCifar10();
            write("data_batch_3.bin", 1, 4, 11);
            assertThatThrownBy(() -> CifarBinaryReader.cifar10(folder))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("data_batch_3.bin: record 1 has label 11; expected 0 to 9");
            Files.write(folder.resolve("data_batch_3.bin"), new byte[3072]);
            assertThatThrownBy(() -> CifarBinaryReader.cifar10(folder))
                    .hasMessageContaining("data_batch_3.bin")
                    .hasMessageContaining("cut short");
            Files.delete(folder.resolve("data_batch_3.bin"));
            assertThatThrownBy(() -> CifarBinaryReader.cifar10(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("data_batch_3.bin");
        }
    }

    @Nested
    class ClassFolders {

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

    @Nested
    class ListedPictures {

        @Test
        void aircraft_are_sorted_by_manufacturer_without_the_banner() throws IOException {
            Path data = Files.createDirectories(folder.resolve("data/images")).getParent();
            StringBuilder list = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                Files.write(data.resolve("images/00" + (10 + i) + ".jpg"), picture(40, 30, 5 * i, "jpg"));
                list.append("00")
                        .append(10 + i)
                        .append(" Maker of ")
                        .append((char) ('A' + i))
                        .append('\n');
            }
            Files.writeString(data.resolve("images_manufacturer_trainval.txt"), list);
            Files.writeString(data.resolve("images_manufacturer_test.txt"), list);
            ImageTask task = ListedPicturesReader.aircraft(folder, 8);
            assertThat(task.training().classNames()).hasSize(30).startsWith("Maker of A");
            assertThat(task.training().pixel(20, 0, 4, 4)).isBetween(95, 105);
            Files.delete(data.resolve("images/0012.jpg"));
            assertThatThrownBy(() -> ListedPicturesReader.aircraft(folder, 8))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(
                            "0012.jpg: the picture is missing; images_manufacturer_trainval.txt names it");
        }

        @Test
        void pets_are_sorted_by_breed() throws IOException {
            Files.createDirectories(folder.resolve("images"));
            Files.createDirectories(folder.resolve("annotations"));
            Files.write(folder.resolve("images/Egyptian_Mau_3.jpg"), picture(10, 10, 50, "jpg"));
            Files.write(folder.resolve("images/pug_12.jpg"), picture(10, 20, 150, "jpg"));
            String list = "# comment\nEgyptian_Mau_3 6 1 5\npug_12 27 2 19\n";
            Files.writeString(folder.resolve("annotations/trainval.txt"), list);
            Files.writeString(folder.resolve("annotations/test.txt"), list);
            assertThat(ListedPicturesReader.pets(folder, 8).test().classNames()).containsExactly("Egyptian_Mau", "pug");
        }
    }

    @Nested
    class Svhn {

        private Path golden() throws IOException {
            try (InputStream stream = ImageReadersTest.class.getResourceAsStream("/golden/svhn.mat")) {
                return Files.write(folder.resolve("svhn.mat"), stream.readAllBytes());
            }
        }

        @Test
        void a_MATLAB_file_that_SciPy_wrote_is_read_pixel_by_pixel() throws IOException {
            LabelledImages images = SvhnReader.read(golden());
            assertThat(images.count()).isEqualTo(10);
            for (int i = 0; i < 10; i++) {
                assertThat(images.label(i)).isEqualTo((i + 1) % 10);
                assertThat(images.pixel(i, 2, 3, 31)).isEqualTo((15 + 93 + 120 + 17 * i) % 256);
                assertThat(images.pixel(i, 0, 31, 2)).isEqualTo((155 + 6 + 17 * i) % 256);
            }
        }

        @Test
        void a_cut_file_is_refused() throws IOException {
            byte[] whole = Files.readAllBytes(golden());
            for (int length : new int[] {0, 100, 200, whole.length / 2, whole.length - 40}) {
                Path cut = Files.write(folder.resolve("cut.mat"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> SvhnReader.read(cut))
                        .as("" + length)
                        .isInstanceOf(DataFormatException.class)
                        .hasMessageContaining("cut.mat");
            }
        }
    }

    @Nested
    class Datasets {

        @Test
        void a_dataset_that_is_not_there_says_how_to_get_it() {
            for (ImageDataset dataset : ImageDataset.values()) {
                assertThatThrownBy(() -> dataset.read(DataFolder.at(folder), 32))
                        .isInstanceOf(MissingDataException.class)
                        .hasMessageContaining(dataset.places().get(0))
                        .hasMessageContaining("data/fetch.sh --images " + dataset.label())
                        .hasMessageContaining(dataset.source());
            }
        }

        @Test
        void class_counts_are_the_papers() {
            assertThat(Arrays.stream(ImageDataset.values()).mapToInt(ImageDataset::classCount))
                    .containsExactly(10, 100, 10, 10, 30, 37);
            assertThatThrownBy(() -> ImageDataset.of("cifar11"))
                    .hasMessageContaining("expected one of cifar10, cifar100, mnist");
        }

        @Test
        void a_dataset_with_another_number_of_classes_is_refused() throws IOException {
            Path images = Files.createDirectories(folder.resolve("images/oxford-iiit-pet/images"));
            Files.createDirectories(folder.resolve("images/oxford-iiit-pet/annotations"));
            Files.write(images.resolve("pug_12.jpg"), picture(10, 20, 150, "jpg"));
            for (String list : List.of("trainval", "test")) {
                Files.writeString(images.resolveSibling("annotations").resolve(list + ".txt"), "pug_12 27 2 19\n");
            }
            assertThatThrownBy(() -> ImageDataset.PETS.read(DataFolder.at(folder), 32))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("1 classes; Oxford-IIIT Pet has 37");
        }
    }
}
