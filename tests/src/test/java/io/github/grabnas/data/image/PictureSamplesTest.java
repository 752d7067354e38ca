package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.PublicData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Pictures of every kind give the samples that Pillow reads; tests/golden/pictures.py made pictures and samples. */
class PictureSamplesTest {

    private static final Path GOLDEN = Path.of(
            PictureSamplesTest.class.getResource("/golden/pictures.json").getPath());

    @TempDir
    Path folder;

    private static RgbPlanes read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return PictureDecoder.decode(PictureFormat.of(bytes).orElseThrow(), bytes);
    }

    private static Path picture(String name) {
        return GOLDEN.resolveSibling("pictures").resolve(name);
    }

    @TestFactory
    Stream<DynamicTest> every_kind_gives_the_samples_that_a_viewer_shows() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(GOLDEN.toFile());
        return StreamSupport.stream(cases.spliterator(), false)
                .map(golden -> DynamicTest.dynamicTest(golden.get("file").asText(), () -> assertSamples(golden)));
    }

    private static void assertSamples(JsonNode golden) throws IOException {
        RgbPlanes planes = read(picture(golden.get("file").asText()));
        assertThat(planes.height()).isEqualTo(golden.get("height").asInt());
        assertThat(planes.width()).isEqualTo(golden.get("width").asInt());
        int within = golden.get("within").asInt();
        for (int i = 0; i < planes.samples().length; i++) {
            assertThat(planes.samples()[i] & 0xff)
                    .as("sample " + i)
                    .isBetween(
                            golden.get("rgb").get(i).asInt() - within,
                            golden.get("rgb").get(i).asInt() + within);
        }
    }

    @Test
    void grey_is_not_brightened() throws IOException {
        for (int value : new int[] {0, 16, 64, 128, 200, 255}) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
            byte[] row = new byte[64];
            Arrays.fill(row, (byte) value);
            image.getRaster().setDataElements(0, 0, 8, 8, row);
            for (String format : List.of("png", "jpg")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ImageIO.write(image, format, out);
                assertThat(read(Files.write(folder.resolve("grey." + format), out.toByteArray()))
                                .samples())
                        .containsOnly((byte) value);
            }
        }
    }

    @Test
    void digits_written_as_PNG_give_the_pixels_of_the_same_digits_in_IDX() throws IOException {
        LabelledImages mnist = IdxReader.read(
                "mnist",
                PublicData.file("images/mnist-t10k-images-idx3-ubyte.gz"),
                PublicData.file("images/mnist-t10k-labels-idx1-ubyte.gz"),
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
        for (int i = 0; i < 10; i++) {
            int image = mnist.ofClass(i).get(0);
            BufferedImage grey = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            byte[] digit = Arrays.copyOfRange(mnist.pixels(), image * 784, (image + 1) * 784);
            grey.getRaster().setDataElements(0, 0, 28, 28, digit);
            Path file = folder.resolve(i + ".png");
            ImageIO.write(grey, "png", file.toFile());
            assertThat(Arrays.copyOf(read(file).samples(), 784)).isEqualTo(digit);
        }
    }

    @Test
    void a_changed_or_cut_PNG_is_refused_wherever_it_was_changed() throws IOException {
        byte[] whole = Files.readAllBytes(picture("rgb.png"));
        for (int at = 8; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            assertThatThrownBy(() -> PictureDecoder.decode(PictureFormat.PNG, changed))
                    .as("byte " + at)
                    .isInstanceOf(IOException.class);
            byte[] cut = Arrays.copyOf(whole, at);
            assertThatThrownBy(() -> PictureDecoder.decode(PictureFormat.PNG, cut))
                    .as("cut at " + at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_GIF_whose_first_frame_is_a_part_is_refused() throws IOException {
        byte[] gif = Files.readAllBytes(picture("palette.gif"));
        gif[6]++;
        assertThatThrownBy(() -> PictureDecoder.decode(PictureFormat.GIF, gif))
                .hasMessageContaining("does not fill the picture");
    }

    @Test
    void a_cut_picture_of_any_format_is_refused_or_lacks_nothing() throws IOException {
        for (String name : List.of("grey.jpg", "colour.jpg", "colour-progressive.jpg", "cmyk.jpg", "palette.gif")) {
            byte[] whole = Files.readAllBytes(picture(name));
            RgbPlanes expected = read(picture(name));
            for (int length = 4; length < whole.length; length++) {
                Path cut = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
                try {
                    assertThat(PictureFile.of(cut).read(4, 0))
                            .as(name + " cut to " + length)
                            .isEqualTo(PictureFile.of(picture(name)).read(4, 0));
                    assertThat(read(cut).samples()).isEqualTo(expected.samples());
                } catch (DataFormatException refused) {
                    assertThat(refused).hasMessageContaining(name + ": ");
                }
            }
        }
    }
}
