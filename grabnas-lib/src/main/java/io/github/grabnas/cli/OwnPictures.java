package io.github.grabnas.cli;

import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.SplitSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Somebody's pictures, read and divided as a search on images does.
 *
 * @param task the training and validation images to train on, and the test images
 * @param classes the first names of the classes
 * @param sha256 of all pictures, their classes and parts
 * @param rows for each image its file, class and part; images of a given validation part are for training
 * @param warnings of doubtful pictures, classes and copies
 */
record OwnPictures(ImageTask task, String classes, String sha256, List<List<String>> rows, List<String> warnings) {

    /**
     * Reads and divides pictures. There is no architecture to choose: no image is drawn for validation, and those of a
     * given validation part are trained on.
     *
     * @param out the folder of the results, which may lie among the pictures and is not read
     * @param stop asked now and then while pictures of folders and zip files are read
     * @throws IllegalArgumentException if a class has too few images
     * @throws java.util.concurrent.CancellationException if it says so
     */
    static OwnPictures read(Path source, Path out, int imageSize, long seed, BooleanSupplier stop) throws IOException {
        ImageSplit split = ImageSplit.of(
                new ImageCollectionReader(imageSize)
                        .without(out)
                        .telling(ImageCollectionReader.Progress.until(stop))
                        .read(source),
                SplitSettings.defaults().withShares(0, 0.2).withSeed(seed));
        ImageTask parts = split.task();
        return new OwnPictures(
                new ImageTask(
                        parts.name(),
                        parts.validation().map(parts.training()::and).orElse(parts.training()),
                        parts.test()),
                split.collection().someClassNames(),
                split.collection().sha256(),
                split.rows().stream().map(OwnPictures::trainedOn).toList(),
                split.warnings());
    }

    private static List<String> trainedOn(List<String> row) {
        return row.get(2).equals(DataPart.VALIDATION.label())
                ? List.of(row.get(0), row.get(1), DataPart.TRAINING.label())
                : row;
    }
}
