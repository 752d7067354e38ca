package io.github.grabnas.data.image;

import static io.github.grabnas.data.image.MadeUpPictures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures that a list sorts into classes. */
class ListedPicturesReaderTest {

    @TempDir
    private Path folder;

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
                .hasMessageContaining("0012.jpg: the picture is missing; images_manufacturer_trainval.txt names it");
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
