package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import javax.imageio.ImageIO;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

/** Which pictures count as grey: those without colour that a network could see. */
class GreyPicturesTest {

    private static final int SIDE = 128;

    /** Black lines on white. */
    private static BufferedImage drawing() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.setColor(Color.BLACK);
        for (int i = 10; i < SIDE; i += 20) {
            pen.drawLine(10, i, SIDE - 10, SIDE - i);
        }
        pen.dispose();
        return image;
    }

    private static RgbPlanes savedAs(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        byte[] bytes = out.toByteArray();
        return PictureDecoder.decode(PictureFormat.of(bytes).orElseThrow(), bytes);
    }

    @Test
    void a_black_drawing_with_a_small_red_mark_is_in_colour() throws IOException {
        assertThat(savedAs("png", drawing()).isGrey()).isTrue();
        BufferedImage marked = drawing();
        for (int i = 0; i < 36; i++) {
            marked.setRGB(60 + i % 6, 60 + i / 6, 0xd02020);
        }
        assertThat(savedAs("png", marked).isGrey()).isFalse();
        assertThat(savedAs("jpg", marked).isGrey()).isFalse();
    }

    @Test
    void a_mark_that_is_smaller_than_a_pixel_of_32_x_32_does_not_count() throws IOException {
        BufferedImage speck = drawing();
        speck.setRGB(64, 64, 0xff0000);
        assertThat(savedAs("png", speck).isGrey()).isTrue();
    }

    @Test
    void a_grey_scan_saved_as_JPEG_stays_grey() throws IOException {
        Random random = new Random(1);
        BufferedImage scan = drawing();
        for (int i = 0; i < SIDE * SIDE; i++) {
            int grey = Math.min(scan.getRGB(i % SIDE, i / SIDE) & 0xff, 220) + 10;
            // Noise of the sensor, and at one pixel in a hundred a coloured fringe.
            int fringe = random.nextInt(100) == 0 ? 24 : 0;
            int red = grey + random.nextInt(3) - 1 - fringe / 2;
            int blue = grey + random.nextInt(3) - 1 + fringe / 2;
            scan.setRGB(i % SIDE, i / SIDE, new Color(Math.max(0, red), grey, blue).getRGB());
        }
        assertThat(savedAs("jpg", scan).isGrey()).isTrue();
    }
}
