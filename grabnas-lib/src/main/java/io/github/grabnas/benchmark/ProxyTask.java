package io.github.grabnas.benchmark;

import io.github.grabnas.data.image.ImageTransformation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A small classification task for meta-training at proxy scale. Tasks differ in what may decide which cells are good:
 * the kind of images, how many classes, how many images, their size and colour, what was done to them, and how long a
 * network is trained.
 *
 * @param number from 0, over all tasks
 * @param domain where the images are from
 * @param classes the names of its classes, in the order of their labels
 * @param transformations applied one after the other
 * @param grey whether colours are taken away
 * @param size height and width in pixels
 * @param perClass images of each class at most, one half to train on and the other to test with
 * @param shownImages how many training images a network is shown, those that it sees again included
 */
public record ProxyTask(
        int number,
        Domain domain,
        List<String> classes,
        List<ImageTransformation> transformations,
        boolean grey,
        int size,
        int perClass,
        int shownImages) {

    /** Where images are from. */
    public enum Domain {
        /** Photographs: Tiny-ImageNet's classes that no target has. */
        TINY_IMAGENET,
        /** The same photographs, several classes drawn together to one, which has hundreds of images. */
        TINY_IMAGENET_GROUPS,
        /** Printed letters: notMNIST. */
        NOTMNIST,
        /** Photographed letters of street signs: Chars74K. */
        STREET_LETTERS;

        /** The name in files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the images are photographs, of which mirror images are as good as they. */
        public boolean isPhotographs() {
            return this == TINY_IMAGENET || this == TINY_IMAGENET_GROUPS;
        }
    }

    /** Copies the lists. */
    public ProxyTask {
        Objects.requireNonNull(domain, "domain");
        classes = List.copyOf(classes);
        transformations = List.copyOf(transformations);
    }

    /** The name in files, such as {@code tiny-imagenet-0017}. */
    public String name() {
        return String.format(Locale.ROOT, "%s-%04d", domain.label(), number);
    }

    /** What distinguishes the task, in words. */
    public String description() {
        return name() + ": " + classes.size() + " classes, " + perClass + " images each at most, " + size + "x" + size
                + (grey ? ", grey" : "")
                + transformations.stream().map(t -> ", " + t.text()).collect(Collectors.joining())
                + ", " + shownImages + " images shown";
    }
}
