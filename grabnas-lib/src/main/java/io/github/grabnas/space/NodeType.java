package io.github.grabnas.space;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a node of an {@link ArchitectureGraph} does: the input, the output, or one of the five {@link Operation}s. Seven
 * in all, numbered by {@link #ordinal()}.
 */
public enum NodeType {
    /** Where the feature map comes in; no edge leads to it. */
    INPUT("input"),
    /** The sum of what leads to it; no edge leaves it. */
    OUTPUT("output"),
    /** {@link Operation#NONE}. */
    NONE(Operation.NONE),
    /** {@link Operation#SKIP_CONNECT}. */
    SKIP_CONNECT(Operation.SKIP_CONNECT),
    /** {@link Operation#NOR_CONV_1X1}. */
    NOR_CONV_1X1(Operation.NOR_CONV_1X1),
    /** {@link Operation#NOR_CONV_3X3}. */
    NOR_CONV_3X3(Operation.NOR_CONV_3X3),
    /** {@link Operation#AVG_POOL_3X3}. */
    AVG_POOL_3X3(Operation.AVG_POOL_3X3);

    private static final List<NodeType> ALL = List.of(values());

    private final String label;
    private final Optional<Operation> operation;

    NodeType(String label) {
        this.label = label;
        this.operation = Optional.empty();
    }

    NodeType(Operation operation) {
        this.label = operation.label();
        this.operation = Optional.of(operation);
    }

    /** All seven, in order. */
    public static List<NodeType> all() {
        return ALL;
    }

    /** The type of a node that carries the operation. */
    public static NodeType of(Operation operation) {
        return ALL.get(2 + operation.ordinal());
    }

    /**
     * The type with the given label, such as {@code input} or {@code skip_connect}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static NodeType of(String label) {
        return ALL.stream()
                .filter(t -> t.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown node type '" + label
                        + "'; expected one of "
                        + ALL.stream().map(NodeType::label).collect(Collectors.joining(", "))));
    }

    /** The name in texts and pictures. */
    public String label() {
        return label;
    }

    /** The operation that the node carries; empty for input and output. */
    public Optional<Operation> operation() {
        return operation;
    }

    @Override
    public String toString() {
        return label;
    }
}
