package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** SVHN's MATLAB files. */
class SvhnReaderTest {

    @TempDir
    private Path folder;

    private Path golden() throws IOException {
        try (InputStream stream = SvhnReaderTest.class.getResourceAsStream("/golden/svhn.mat")) {
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
