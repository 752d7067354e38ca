package io.github.grabnas.data.image;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A classification task: images to train on, to choose by and to report, of the same size and classes.
 *
 * @param name such as {@code proxy-digits}
 * @param training what networks are trained on
 * @param validation what architectures are compared on; empty where a task has only two parts
 * @param test what the reported accuracy is measured on
 */
public record ImageTask(
        String name, LabelledImages training, Optional<LabelledImages> validation, LabelledImages test) {

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException if they differ in size or classes; the message says in which
     */
    public ImageTask {
        requireAlike(name, training, test, "test");
        validation.ifPresent(images -> requireAlike(name, training, images, "validation"));
    }

    /** A task without images for validation. */
    public ImageTask(String name, LabelledImages training, LabelledImages test) {
        this(name, training, Optional.empty(), test);
    }

    private static void requireAlike(String name, LabelledImages training, LabelledImages other, String part) {
        String differing = Stream.concat(
                        training.classNames().stream()
                                .filter(c -> !other.classNames().contains(c)),
                        other.classNames().stream()
                                .filter(c -> !training.classNames().contains(c)))
                .limit(5)
                .map(c -> "'" + c + "'")
                .collect(Collectors.joining(", "));
        if (!differing.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": training and " + part + " images have not the same classes; only one has " + differing);
        }
        if (training.channels() != other.channels()
                || training.height() != other.height()
                || training.width() != other.width()
                || !training.classNames().equals(other.classNames())) {
            throw new IllegalArgumentException(name + ": training images (" + training + ") and " + part + " images ("
                    + other + ") differ in size or in the order of classes");
        }
    }
}
