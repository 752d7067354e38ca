package io.github.grabnas.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The datasets for which NAS-Bench-201 tells the test accuracy of every cell. */
public enum Target {
    /** CIFAR-10, 10 classes. */
    CIFAR10("cifar10", "CIFAR-10"),
    /** CIFAR-100, 100 classes. */
    CIFAR100("cifar100", "CIFAR-100"),
    /** ImageNet16-120: 120 classes of ImageNet at 16x16. */
    IMAGENET16_120("imagenet16-120", "ImageNet16-120");

    private final String label;
    private final String title;

    Target(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** The name on the command line and in files, such as {@code cifar10}. */
    public String label() {
        return label;
    }

    /** The name in prose and pictures, such as {@code CIFAR-10}. */
    public String title() {
        return title;
    }

    /**
     * The target with the given label.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Target of(String label) {
        return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown target '" + label + "'; expected one of "
                        + Arrays.stream(values()).map(Target::label).collect(Collectors.joining(", "))));
    }
}
