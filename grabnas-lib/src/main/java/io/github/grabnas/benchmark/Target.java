package io.github.grabnas.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dataset that accuracies are of. Those for which this library has a table of every cell are constants here;
 * anybody's own is made by the constructor.
 *
 * @param label the name on the command line and in files, such as {@code cifar10}
 * @param title the name in prose and pictures, such as {@code CIFAR-10}
 */
public record Target(String label, String title) {

    /** CIFAR-10, 10 classes. */
    public static final Target CIFAR10 = new Target("cifar10", "CIFAR-10");
    /** CIFAR-100, 100 classes. */
    public static final Target CIFAR100 = new Target("cifar100", "CIFAR-100");
    /** ImageNet16-120: 120 classes of ImageNet at 16x16. */
    public static final Target IMAGENET16_120 = new Target("imagenet16-120", "ImageNet16-120");

    /** Checks that there are names. */
    public Target {
        if (label.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("target '" + label + "' with title '" + title + "': expected names");
        }
    }

    /** The datasets on which all cells were trained at proxy scale and whose table the checkout has. */
    public static List<Target> proxy() {
        return ProxyDataset.measured().stream().map(ProxyDataset::target).toList();
    }

    /**
     * Whether a space without the target's best lacks functions, with all their cells, and not single cells: at proxy
     * scale, where all cells of one function share its accuracy.
     */
    public boolean isPrunedByFunction() {
        return proxy().contains(this);
    }

    /** The targets of NAS-Bench-201's own table, in the order of its columns. */
    public static List<Target> nasBench201() {
        return List.of(CIFAR10, CIFAR100, IMAGENET16_120);
    }

    /** The targets for which this library has a table. */
    public static List<Target> withTable() {
        return Stream.of(nasBench201(), proxy()).flatMap(List::stream).toList();
    }

    /**
     * The target with the given label among those for which this library has a table.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Target of(String label) {
        return withTable().stream()
                .filter(t -> t.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown target '" + label + "'; expected one of "
                        + withTable().stream().map(Target::label).collect(Collectors.joining(", "))));
    }
}
