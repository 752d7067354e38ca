package io.github.grabnas.cli;

import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Somebody's pictures in class folders, as a task. */
final class OwnPictures {

    private static final double TRAINING_SHARE = 0.8;

    private OwnPictures() {}

    /**
     * Reads a folder or zip file of class folders, with {@code train}, {@code test} and perhaps {@code validation}
     * around them; without these, a fifth of each class is drawn for the test. Grey, if all are grey.
     */
    static ImageTask read(Path source, int imageSize, long seed) throws IOException {
        ClassFolderReader reader = new ClassFolderReader(imageSize);
        ImageTask task;
        if (reader.hasFolder(source, "train")) {
            Optional<LabelledImages> validation = reader.hasFolder(source, "validation")
                    ? Optional.of(reader.read(source, "validation"))
                    : Optional.empty();
            task = new ImageTask(
                    String.valueOf(source.getFileName()),
                    reader.read(source, "train"),
                    validation,
                    reader.read(source, "test"));
        } else {
            task = reader.read(source, "").splitShare(TRAINING_SHARE, seed);
        }
        return isGrey(task.training()) && isGrey(task.test()) ? grey(task) : task;
    }

    private static ImageTask grey(ImageTask task) {
        return new ImageTask(
                task.name(),
                task.training().withChannels(1),
                task.validation().map(v -> v.withChannels(1)),
                task.test().withChannels(1));
    }

    private static boolean isGrey(LabelledImages images) {
        byte[] pixels = images.pixels();
        int plane = images.height() * images.width();
        for (int i = 0; i < pixels.length; i++) {
            if (i / plane % 3 > 0 && pixels[i] != pixels[i - plane]) {
                return false;
            }
        }
        return true;
    }
}
