package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** CIFAR's binary files, and what is refused. */
class CifarBinaryReaderTest {

    @TempDir
    private Path folder;

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
