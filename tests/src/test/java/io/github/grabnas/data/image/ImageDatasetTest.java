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
    void of_a_dataset_by_its_name_the_middle_squares_are_taken_and_the_recipe_takes_whole_pictures()
            throws IOException {
        for (ImageDataset dataset : List.of(ImageDataset.PETS, ImageDataset.AIRCRAFT)) {
            DataFolder data = DataFolder.at(folder);
            writeOblong(dataset);
            Path single = Files.write(folder.resolve("single.png"), picture(24, 72, 100, "png"));
            byte[] square = PictureFile.of(single).decode().centreSquare().resized(8);
            int cut = dataset == ImageDataset.AIRCRAFT ? 20 : 0;
            byte[] whole = PictureFile.of(single).read(8, cut);
            assertThat(square).isNotEqualTo(whole);
            assertThat(first(dataset.read(data, 8).training())).isEqualTo(whole);
            assertThat(first(new ImageCollectionReader(8)
                            .ofDataset(dataset, data)
                            .images()))
                    .isEqualTo(square);
        }
    }

    private static byte[] first(LabelledImages images) {
        return Arrays.copyOf(images.pixels(), 3 * images.height() * images.width());
    }

    /** A picture for each class, three times as wide as high; the first is grey 100. PNG, though the lists say JPEG. */
    private void writeOblong(ImageDataset dataset) throws IOException {
        boolean pets = dataset == ImageDataset.PETS;
        Path top = folder.resolve(dataset.places().get(0));
        Path images = Files.createDirectories(top.resolve(pets ? "images" : "data/images"));
        Path lists = Files.createDirectories(top.resolve(pets ? "annotations" : "data"));
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < dataset.classCount(); i++) {
            String name = (char) ('a' + i / 10) + "breed" + i % 10;
            Files.write(images.resolve(name + "_1.jpg"), picture(24, 72, 100 + i, "png"));
            list.append(name).append("_1 ").append(pets ? "1 1 1" : name).append('\n');
        }
        for (String part : List.of("trainval", "test")) {
            Files.writeString(lists.resolve((pets ? "" : "images_manufacturer_") + part + ".txt"), list);
        }
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
