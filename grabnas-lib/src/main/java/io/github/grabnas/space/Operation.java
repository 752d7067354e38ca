package io.github.grabnas.space;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The five operations of NAS-Bench-201 (Dong and Yang, 2020), in the order in which this library numbers and one-hot
 * encodes them.
 */
public enum Operation {
    /** No connection: the output is zero. */
    NONE("none"),
    /** The identity. */
    SKIP_CONNECT("skip_connect"),
    /** ReLU, 1x1 convolution, batch normalisation. */
    NOR_CONV_1X1("nor_conv_1x1"),
    /** ReLU, 3x3 convolution, batch normalisation. */
    NOR_CONV_3X3("nor_conv_3x3"),
    /** 3x3 average pooling with stride 1 that does not count the padding. */
    AVG_POOL_3X3("avg_pool_3x3");

    private static final List<Operation> ALL = List.of(values());

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** The name that the benchmark's files use, such as {@code nor_conv_3x3}. */
    public String label() {
        return label;
    }

    /** All five, in order; the position of each is its {@link #ordinal()}. */
    public static List<Operation> all() {
        return ALL;
    }

    /**
     * The operation so many places after this one, counted round: 1 to 4 give each of the other four once, so that a
     * number drawn from these draws another operation.
     */
    public Operation after(int places) {
        return ALL.get((ordinal() + places) % ALL.size());
    }

    /**
     * The operation with the given label.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Operation of(String label) {
        return ALL.stream()
                .filter(o -> o.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown operation '" + label
                        + "'; expected one of "
                        + Arrays.stream(values()).map(Operation::label).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return label;
    }
}
