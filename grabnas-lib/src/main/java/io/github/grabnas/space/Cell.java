package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cell of NAS-Bench-201: four nodes 0..3 of feature maps, one operation on every edge i → j with i &lt; j, and each
 * node the sum of what its edges bring.
 *
 * <p>The six operations are held in the order of the canonical text, (1←0), (2←0), (2←1), (3←0), (3←1), (3←2):
 *
 * <pre>{@code
 * Cell cell = Cell.parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|");
 * cell.operation(0, 1);   // NOR_CONV_3X3
 * cell.index();           // 0..15,624
 * }</pre>
 *
 * @param operations the six operations, in the order above
 */
public record Cell(List<Operation> operations) implements Architecture, Comparable<Cell> {

    /** The number of nodes of a cell. */
    public static final int NODES = 4;

    /** The number of edges, and so of operations, of a cell. */
    public static final int EDGES = 6;

    /** The number of cells: five operations on six edges. */
    public static final int COUNT = 15_625;

    private static final String EXAMPLE = "|op~0|+|op~0|op~1|+|op~0|op~1|op~2|";

    /** Checks that there are exactly six operations. */
    public Cell {
        operations = List.copyOf(operations);
        if (operations.size() != EDGES) {
            throw new IllegalArgumentException(
                    "a cell has " + EDGES + " operations, got " + operations.size() + ": " + operations);
        }
    }

    /** The cell with these six operations, in the order of the canonical text. */
    public static Cell of(Operation... operations) {
        return new Cell(List.of(operations));
    }

    /** The cell with these six operations, in the order of the canonical text. */
    public static Cell of(Collection<Operation> operations) {
        return new Cell(List.copyOf(operations));
    }

    /**
     * The cell with the given index: the operations' numbers are its six digits in base 5, the first operation the most
     * significant.
     *
     * @param index 0..15,624
     * @throws IndexOutOfBoundsException if the index is outside that range
     */
    public static Cell ofIndex(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IndexOutOfBoundsException("cell index " + index + ": expected 0 to " + (COUNT - 1));
        }
        Operation[] operations = new Operation[EDGES];
        int rest = index;
        for (int e = EDGES - 1; e >= 0; e--) {
            operations[e] = Operation.all().get(rest % 5);
            rest /= 5;
        }
        return of(operations);
    }

    /** All 15,625 cells, in the order of their indices. */
    public static List<Cell> all() {
        return IntStream.range(0, COUNT).mapToObj(Cell::ofIndex).toList();
    }

    /**
     * Reads the canonical text, {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}.
     *
     * @throws IllegalArgumentException if the text is not of that form; the message names the text, the position and
     *     what was expected
     */
    public static Cell parse(String text) {
        String[] nodes = text.split("\\+", -1);
        if (nodes.length != NODES - 1) {
            throw malformed(text, "it has " + nodes.length + " node(s) between '+'; expected " + (NODES - 1));
        }
        List<Operation> operations = new ArrayList<>(EDGES);
        for (int to = 1; to < NODES; to++) {
            String node = nodes[to - 1];
            if (node.length() < 2 || node.charAt(0) != '|' || node.charAt(node.length() - 1) != '|') {
                throw malformed(text, "node " + to + " is '" + node + "'; expected it between two '|'");
            }
            String[] edges = node.substring(1, node.length() - 1).split("\\|", -1);
            if (edges.length != to) {
                throw malformed(text, "node " + to + " has " + edges.length + " edge(s); expected " + to);
            }
            for (int from = 0; from < to; from++) {
                int tilde = edges[from].indexOf('~');
                if (tilde < 0 || !edges[from].substring(tilde + 1).equals(Integer.toString(from))) {
                    throw malformed(
                            text,
                            "edge '" + edges[from] + "' into node " + to + ": expected it to end in '~" + from + "'");
                }
                try {
                    operations.add(Operation.of(edges[from].substring(0, tilde)));
                } catch (IllegalArgumentException e) {
                    throw malformed(text, e.getMessage());
                }
            }
        }
        return new Cell(operations);
    }

    private static IllegalArgumentException malformed(String text, String why) {
        return new IllegalArgumentException("architecture '" + text + "': " + why + "; a cell is written " + EXAMPLE);
    }

    /**
     * The operation on the edge {@code from} → {@code to}.
     *
     * @throws IndexOutOfBoundsException unless 0 ≤ from &lt; to ≤ 3
     */
    public Operation operation(int from, int to) {
        if (from < 0 || to <= from || to >= NODES) {
            throw new IndexOutOfBoundsException(
                    "edge " + from + " -> " + to + ": expected 0 <= from < to <= " + (NODES - 1));
        }
        return operations.get(to * (to - 1) / 2 + from);
    }

    /** This cell with the operation at one of the six positions replaced. */
    public Cell with(int position, Operation operation) {
        List<Operation> changed = new ArrayList<>(operations);
        changed.set(position, operation);
        return new Cell(changed);
    }

    /** The cells that differ from this one in one operation, by position and then by operation. */
    public List<Cell> neighbours() {
        return IntStream.range(0, EDGES)
                .boxed()
                .flatMap(position -> Operation.all().stream()
                        .filter(o -> o != operations.get(position))
                        .map(o -> with(position, o)))
                .toList();
    }

    /** How many of the six edges carry the operation. */
    public int count(Operation operation) {
        return (int) operations.stream().filter(operation::equals).count();
    }

    /** The index of this cell, 0..15,624; see {@link #ofIndex}. */
    public int index() {
        int index = 0;
        for (Operation operation : operations) {
            index = index * 5 + operation.ordinal();
        }
        return index;
    }

    /** The 8-node graph of this cell. */
    @Override
    public ArchitectureGraph graph() {
        return ArchitectureGraph.of(this);
    }

    /** The canonical text, which {@link #parse} reads. */
    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        int edge = 0;
        for (int to = 1; to < NODES; to++) {
            text.append(to == 1 ? "|" : "+|");
            for (int from = 0; from < to; from++) {
                text.append(operations.get(edge++).label())
                        .append('~')
                        .append(from)
                        .append('|');
            }
        }
        return text.toString();
    }

    /** By index. */
    @Override
    public int compareTo(Cell other) {
        return Integer.compare(index(), other.index());
    }

    @Override
    public String toString() {
        return text();
    }
}
