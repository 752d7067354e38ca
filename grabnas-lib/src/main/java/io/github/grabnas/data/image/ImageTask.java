package io.github.grabnas.data.image;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A classification task: images to train on and images to test with, of the same size and classes.
 *
 * @param name such as {@code micro-digits}
 * @param training what networks are trained on
 * @param test what their accuracy is measured on
 */
public record ImageTask(String name, LabelledImages training, LabelledImages test) {

    /**
     * Checks that the two halves agree.
     *
     * @throws IllegalArgumentException if they differ in size or classes; the message says in which
     */
    public ImageTask {
        String differing = Stream.concat(
                        training.classNames().stream()
                                .filter(c -> !test.classNames().contains(c)),
                        test.classNames().stream()
                                .filter(c -> !training.classNames().contains(c)))
                .limit(5)
                .map(c -> "'" + c + "'")
                .collect(Collectors.joining(", "));
        if (!differing.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": training and test images have not the same classes; only one has " + differing);
        }
        if (training.channels() != test.channels()
                || training.height() != test.height()
                || training.width() != test.width()
                || !training.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException(name + ": training images (" + training + ") and test images (" + test
                    + ") differ in size or in the order of classes");
        }
    }
}
