package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * notMNIST: the letters A to J in many typefaces, grey, 10,000 images. One half is for meta-training, the other is the
 * dataset on which settings are chosen.
 *
 * @param training the half of every class for meta-training
 * @param development the other half
 */
record NotMnist(LabelledImages training, LabelledImages development) {

    static final String PLACE = "images/notmnist";

    private static final List<String> LETTERS = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
    private static final long SEED = 201;

    /**
     * Reads the images.
     *
     * @param size height and width to which images are resized
     */
    static NotMnist read(DataFolder data, int size) throws IOException {
        Path folder = data.require(PLACE);
        ImageTask halves = IdxReader.read(
                        "notmnist",
                        folder.resolve("t10k-images-idx3-ubyte.gz"),
                        folder.resolve("t10k-labels-idx1-ubyte.gz"),
                        LETTERS)
                .resized(size, size)
                .splitShare(0.5, SEED);
        return new NotMnist(halves.training(), halves.test());
    }
}
