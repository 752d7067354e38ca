package io.github.grabnas.report;

import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.Operation;

import java.awt.Color;

/** One colour and one short name for each operation, the same in every picture; safe for colour-blind eyes. */
public final class OperationColours {

    private OperationColours() {}

    /** The colour of an operation. */
    public static Color of(Operation operation) {
        return switch (operation) {
            case NONE -> new Color(0xBBBBBB);
            case SKIP_CONNECT -> new Color(0xF0E442);
            case NOR_CONV_1X1 -> new Color(0x56B4E9);
            case NOR_CONV_3X3 -> new Color(0xE69F00);
            case AVG_POOL_3X3 -> new Color(0x7FCFAF);
        };
    }

    /** The colour of a node: white for input and output. */
    public static Color of(NodeType type) {
        return type.operation().map(OperationColours::of).orElse(Color.WHITE);
    }

    /** The short name of an operation in pictures. */
    public static String name(Operation operation) {
        return switch (operation) {
            case NONE -> "none";
            case SKIP_CONNECT -> "skip";
            case NOR_CONV_1X1 -> "conv 1×1";
            case NOR_CONV_3X3 -> "conv 3×3";
            case AVG_POOL_3X3 -> "pool 3×3";
        };
    }

    /** The short name of a node in pictures. */
    public static String name(NodeType type) {
        return type.operation().map(OperationColours::name).orElse(type.label());
    }
}
