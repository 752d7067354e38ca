package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Transparency is left out, as Pillow does, and said where that changes what a picture shows. */
class TransparentPicturesTest {

    @TempDir
    private Path folder;

    /** A black stroke on a ground of some colour and opacity. */
    private void stroke(String name, int ground) throws IOException {
        BufferedImage image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 81; i++) {
            image.setRGB(i % 9, i / 9, i % 9 == 4 ? 0xff000000 : ground);
        }
        DrawnPictures.write(folder.resolve(name), image);
    }

    @Test
    void pictures_that_lose_their_drawing_are_counted_and_named_once() throws IOException {
        stroke("a/drawn.png", 0);
        stroke("a/opaque.png", 0xff00ff00);
        stroke("b/white.png", 0x00ffffff);
        stroke("b/faint.png", 0x80ff0000);
        ImageCollection pictures = new ImageCollectionReader(9).read(folder);
        assertThat(pictures.transparent().files()).containsExactly("a/drawn.png", "b/faint.png");
        assertThat(pictures.images().pixel(0, 0, 0, 0)).isZero();
        assertThat(pictures.warnings())
                .filteredOn(w -> w.contains("transparent"))
                .containsExactly("2 of 4 pictures have transparent parts, and are read without their transparency: "
                        + "'a/drawn.png', 'b/faint.png'; if their parts do not look as you mean them, flatten the "
                        + "pictures on white");
        List<String> named = new ArrayList<>();
        new UnlabelledPictures(9, 1).read(List.of(folder), batch -> named.addAll(batch.transparent()));
        assertThat(named)
                .containsExactly(
                        folder.resolve("a/drawn.png").toString(),
                        folder.resolve("b/faint.png").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grey-alpha.png",
                "grey-alpha-16-bit.png",
                "palette-transparent.png",
                "rgba.png",
                "rgba-16-bit.png"
            })
    void every_form_of_transparency_is_noticed(String name) throws IOException {
        assertThat(golden(name).transparent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"grey.png", "grey.jpg", "palette.png", "palette.gif", "rgb.png", "rgb-16-bit.png", "cmyk.jpg"})
    void a_picture_without_transparency_has_none(String name) throws IOException {
        assertThat(golden(name).transparent()).isFalse();
    }

    @Test
    void a_cut_or_turned_picture_keeps_it() throws IOException {
        RgbPlanes picture = golden("rgba.png");
        assertThat(picture.centreSquare().transparent()).isTrue();
        assertThat(picture.upright(6).transparent()).isTrue();
        assertThat(picture.withoutBottom(1).transparent()).isTrue();
    }

    private static RgbPlanes golden(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(TransparentPicturesTest.class
                .getResource("/golden/pictures/" + name)
                .getPath()));
        return PictureDecoder.decode(PictureFormat.of(bytes).orElseThrow(), bytes);
    }
}
