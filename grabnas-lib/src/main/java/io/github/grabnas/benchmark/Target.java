package io.github.grabnas.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The datasets for which a table tells the test accuracy of every cell: those of NAS-Bench-201, and
 * those of the embedded {@link MicroBench}.
 */
public enum Target {
    /** CIFAR-10, 10 classes. */
    CIFAR10("cifar10", "CIFAR-10"),
    /** CIFAR-100, 100 classes. */
    CIFAR100("cifar100", "CIFAR-100"),
    /** ImageNet16-120: 120 classes of ImageNet at 16x16. */
    IMAGENET16_120("imagenet16-120", "ImageNet16-120"),
    /** The UCI digits with noise, 10 classes; see {@link MicroBench}. */
    MICRO_DIGITS("micro-digits", "micro-digits"),
    /** Held-out, sheared images of Fashion-MNIST, 10 classes; see {@link MicroBench}. */
    MICRO_FASHION_SHIFT("micro-fashion-shift", "micro-fashion-shift");

    private final String label;
    private final String title;

    Target(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** The targets of NAS-Bench-201's own table, in the order of its columns. */
    public static List<Target> nasBench201() {
        return List.of(CIFAR10, CIFAR100, IMAGENET16_120);
    }

    /** Whether the target belongs to the embedded {@link MicroBench}, whose table and images come with the checkout. */
    public boolean isMicro() {
        return this == MICRO_DIGITS || this == MICRO_FASHION_SHIFT;
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
