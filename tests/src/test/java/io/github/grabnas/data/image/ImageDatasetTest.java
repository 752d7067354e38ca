package io.github.grabnas.data.image;

import static io.github.grabnas.data.image.MadeUpPictures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The datasets of the paper, by name. */
class ImageDatasetTest {

    @TempDir
    private Path folder;

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
