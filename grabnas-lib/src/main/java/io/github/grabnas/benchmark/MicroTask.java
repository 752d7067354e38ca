package io.github.grabnas.benchmark;

import io.github.grabnas.data.image.ImageTransformation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small classification task of {@link MicroBench} for meta-training: some classes of Fashion-MNIST, changed by some
 * transformations.
 *
 * @param number from 0
 * @param classes the names of its classes, in the order of their labels
 * @param transformations applied one after the other
 * @param perClass how many training images of every class
 */
public record MicroTask(int number, List<String> classes, List<ImageTransformation> transformations, int perClass) {

    /** Copies the lists. */
    public MicroTask {
        classes = List.copyOf(classes);
        transformations = List.copyOf(transformations);
    }

    /** The name in files, such as {@code fashion-0017}. */
    public String name() {
        return name(number);
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "fashion-%04d", number);
    }

    /** The transformations in words, such as {@code noise 40.0, inversion}; {@code unchanged} if there is none. */
    public String change() {
        return transformations.isEmpty()
                ? new ImageTransformation.Unchanged().text()
                : transformations.stream().map(ImageTransformation::text).collect(Collectors.joining(", "));
    }
}
