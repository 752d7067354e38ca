package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.List;

/**
 * NAS-Bench-201's own canonical form of a cell: cells with the same unique string are the ones that the benchmark
 * counts as isomorphic, 6,466 classes in all.
 *
 * <p>Node 0 is written {@code 0}; a node is the sorted sum of what its edges bring, joined by {@code +}: {@code #} for
 * {@code none} and for whatever comes of a node that is just {@code #}, the source itself for {@code skip_connect},
 * {@code (source)@operation} otherwise. The string of the last node is the cell's.
 *
 * <p>The form is finer than the computed function: {@code #} stays in a sum, and a sum inside a sum is not sorted
 * again. {@link CanonicalForm} merges these too, into 4,930 classes, each a union of classes of this form.
 */
public final class UniqueString {

    private static final String ZERO = "#";

    private UniqueString() {}

    /** The unique string of a cell, character for character as in the benchmark's files. */
    public static String of(Cell cell) {
        List<String> nodes = new ArrayList<>(Cell.NODES);
        nodes.add("0");
        for (int to = 1; to < Cell.NODES; to++) {
            List<String> terms = new ArrayList<>(to);
            for (int from = 0; from < to; from++) {
                terms.add(term(cell.operation(from, to), nodes.get(from)));
            }
            terms.sort(null);
            nodes.add(String.join("+", terms));
        }
        return nodes.get(Cell.NODES - 1);
    }

    private static String term(Operation operation, String source) {
        if (operation == Operation.NONE || source.equals(ZERO)) {
            return ZERO;
        }
        return operation == Operation.SKIP_CONNECT ? source : "(" + source + ")@" + operation.label();
    }
}
