package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** How pictures are divided where there is no architecture to choose. */
class OwnPicturesTest {

    @TempDir
    private Path folder;

    @Test
    void two_pictures_of_a_class_are_enough() throws IOException {
        OwnPictures pictures = OwnPictures.read(
                DrawnPictures.classFolders(folder.resolve("pictures"), 2, false),
                folder.resolve("result"),
                16,
                0,
                () -> false);
        assertThat(pictures.task().training().count()).isEqualTo(3);
        assertThat(pictures.task().test().count()).isEqualTo(3);
        assertThat(pictures.task().validation()).isEmpty();
    }

    @Test
    void the_reading_ends_once_it_is_told_to_stop() throws IOException {
        Path source = DrawnPictures.classFolders(folder.resolve("pictures"), 2, false);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> OwnPictures.read(source, folder.resolve("result"), 16, 0, () -> true));
    }

    @Test
    void a_given_validation_part_is_trained_on() throws IOException {
        DrawnPictures.classFolders(folder.resolve("train"), 9, false);
        Path drawn = DrawnPictures.classFolders(folder.resolve("drawn"), 12, false);
        for (String kind : new String[] {"bar", "cross", "ring"}) {
            Path part = Files.createDirectories(folder.resolve("validation").resolve(kind));
            for (int i = 9; i < 12; i++) {
                Files.move(drawn.resolve(kind).resolve(i + ".png"), part.resolve(i + ".png"));
            }
        }
        OwnPictures pictures = OwnPictures.read(folder, folder.resolve("result"), 16, 0, () -> false);
        assertThat(pictures.task().training().count() + pictures.task().test().count())
                .isEqualTo(36);
        assertThat(pictures.task().test().count()).isEqualTo(6);
    }
}
