package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files in the IDX format, and what is refused. */
class IdxReaderTest {

    @TempDir
    private Path folder;

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
        ByteBuffer buffer = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
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
        assertThatThrownBy(() -> read(images(0x801, 3), labels(1, 0, 1))).hasMessageContaining("magic number 00000801");
        assertThatThrownBy(() -> read(images(0x803, 3), labels(1, 0, 2)))
                .hasMessageContaining("label 2 of image 2; expected 0 to 1");
        assertThatThrownBy(() -> read(images(0x803, 3), labels(1, 0))).hasMessageContaining("2 labels for 3 images");
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
