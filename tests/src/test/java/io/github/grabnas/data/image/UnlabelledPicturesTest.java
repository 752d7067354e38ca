package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class UnlabelledPicturesTest {

    @TempDir
    private Path folder;

    /** Green in the middle square, red beside or above and below it. */
    private static byte[] picture(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int side = Math.min(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean middle = 2 * x + 1 > width - side
                        && 2 * x + 1 < width + side
                        && 2 * y + 1 > height - side
                        && 2 * y + 1 < height + side;
                image.setRGB(x, y, middle ? 0x00FF00 : 0xFF0000);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static List<PictureBatch> read(int batchSize, List<UnreadablePicture> unreadable, Path... sources)
            throws IOException {
        List<PictureBatch> batches = new ArrayList<>();
        unreadable.addAll(new UnlabelledPictures(4, batchSize).read(List.of(sources), batches::add));
        return batches;
    }

    @Test
    void of_each_picture_the_middle_square_is_taken() throws IOException {
        Path wide = Files.write(folder.resolve("wide"), picture(40, 10));
        Path high = Files.write(folder.resolve("high.jpg"), picture(10, 30));
        List<UnreadablePicture> unreadable = new ArrayList<>();
        List<PictureBatch> batches = read(8, unreadable, wide, high);
        assertThat(unreadable).isEmpty();
        LabelledImages images = batches.get(0).images();
        assertThat(batches.get(0).files()).containsExactly(wide.toString(), high.toString());
        for (int image = 0; image < 2; image++) {
            for (int p = 0; p < 16; p++) {
                assertThat(images.pixel(image, 0, p / 4, p % 4)).isZero();
                assertThat(images.pixel(image, 1, p / 4, p % 4)).isEqualTo(255);
            }
        }
    }

    @Test
    void folders_and_zip_files_are_looked_through_in_batches_and_what_is_damaged_is_named() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("new pictures").resolve("deep"));
        Files.write(inner.resolve("a.png"), picture(5, 5));
        Files.write(inner.resolve("b.png"), new byte[] {1, 2, 3});
        Files.write(inner.resolveSibling("c.png"), picture(5, 6));
        Files.write(inner.resolveSibling(".hidden.png"), new byte[0]);
        Path zip = folder.resolve("more.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("x/d.png"));
            out.write(picture(9, 7));
            out.closeEntry();
        }
        List<UnreadablePicture> unreadable = new ArrayList<>();
        List<PictureBatch> batches = read(2, unreadable, folder.resolve("new pictures"), zip);
        assertThat(batches).extracting(b -> b.images().count()).containsExactly(2, 1);
        assertThat(batches.get(0).files())
                .containsExactly(
                        inner.resolveSibling("c.png").toString(),
                        inner.resolve("a.png").toString());
        assertThat(batches.get(1).files()).containsExactly(zip + "/x/d.png");
        assertThat(unreadable).singleElement().satisfies(p -> {
            assertThat(p.file()).isEqualTo(inner.resolve("b.png").toString());
            assertThat(p.reason()).contains("not a picture");
        });
    }

    @Test
    void a_link_that_leads_nowhere_is_named_and_the_others_are_read() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.write(pictures.resolve("b.png"), picture(5, 5));
        Files.createSymbolicLink(pictures.resolve("a.png"), folder.resolve("nowhere.png"));
        List<UnreadablePicture> unreadable = new ArrayList<>();
        assertThat(read(2, unreadable, pictures).get(0).files())
                .containsExactly(pictures.resolve("b.png").toString());
        assertThat(unreadable).singleElement().satisfies(p -> {
            assertThat(p.file()).isEqualTo(pictures.resolve("a.png").toString());
            assertThat(p.reason()).contains("it does not exist");
        });
    }

    @Test
    void what_is_not_there_or_has_no_picture_is_refused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> read(2, new ArrayList<>(), empty))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it has no picture");
        assertThatThrownBy(() -> read(2, new ArrayList<>(), folder.resolve("none")))
                .isInstanceOf(MissingDataException.class);
        assertThatThrownBy(() -> new UnlabelledPictures(0, 1)).hasMessageContaining("size 0");
    }
}
