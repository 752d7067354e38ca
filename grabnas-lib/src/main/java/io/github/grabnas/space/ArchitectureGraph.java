package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directed graph with operations on its nodes: every node sums what its predecessors bring and applies its operation.
 * This is the form that the graph autoencoder reads and writes.
 *
 * <p>Any labelled graph of up to {@value #MAX_NODES} nodes can be held, also one that is no architecture (a cycle, no
 * path from input to output): {@link GraphClassifier} classifies them.
 *
 * <pre>{@code
 * ArchitectureGraph graph = ArchitectureGraph.of(cell);        // 8 nodes
 * ArchitectureGraph bottleneck =
 *         ArchitectureGraph.parse("input nor_conv_1x1 nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3 3>4");
 * }</pre>
 */
public final class ArchitectureGraph implements Architecture {

    /** The largest number of nodes. */
    public static final int MAX_NODES = 64;

    /** The number of nodes of a cell's graph: input, six operations, output. */
    public static final int CELL_NODES = 8;

    /**
     * The data flow of a cell's graph: nodes 1..6 carry the operations in the order of {@link Cell#operations()}, and
     * two are joined where one edge of the cell ends and the other begins. In the order of {@link #edges()}.
     */
    private static final List<Edge> CELL_EDGES = List.of(
            new Edge(0, 1),
            new Edge(0, 2),
            new Edge(1, 3),
            new Edge(0, 4),
            new Edge(1, 5),
            new Edge(2, 6),
            new Edge(3, 6),
            new Edge(4, 7),
            new Edge(5, 7),
            new Edge(6, 7));

    private static final Pattern EDGE = Pattern.compile("[0-9]{1,9}>[0-9]{1,9}");

    private final List<NodeType> types;
    private final long[] predecessors;

    private ArchitectureGraph(List<NodeType> types, long[] predecessors) {
        this.types = types;
        this.predecessors = predecessors;
    }

    /**
     * The graph with these nodes and edges.
     *
     * @throws IllegalArgumentException if there are no nodes or more than {@value #MAX_NODES}, or an edge names a node
     *     that is not there, joins a node to itself or is given twice
     */
    public static ArchitectureGraph of(List<NodeType> types, Collection<Edge> edges) {
        if (types.isEmpty() || types.size() > MAX_NODES) {
            throw new IllegalArgumentException("a graph has 1 to " + MAX_NODES + " nodes, got " + types.size());
        }
        long[] predecessors = new long[types.size()];
        for (Edge edge : edges) {
            if (Math.min(edge.from(), edge.to()) < 0 || Math.max(edge.from(), edge.to()) >= types.size()) {
                throw new IllegalArgumentException("edge " + edge + ": the nodes are 0 to " + (types.size() - 1));
            }
            if (edge.from() == edge.to()) {
                throw new IllegalArgumentException("edge " + edge + " joins a node to itself");
            }
            if ((predecessors[edge.to()] >> edge.from() & 1) != 0) {
                throw new IllegalArgumentException("edge " + edge + " is given twice");
            }
            predecessors[edge.to()] |= 1L << edge.from();
        }
        return new ArchitectureGraph(List.copyOf(types), predecessors);
    }

    /** The 8-node graph of a cell: input, the six operations in order, output. */
    public static ArchitectureGraph of(Cell cell) {
        List<NodeType> types = new ArrayList<>(List.of(NodeType.INPUT));
        cell.operations().forEach(o -> types.add(NodeType.of(o)));
        types.add(NodeType.OUTPUT);
        return of(types, CELL_EDGES);
    }

    /** The same with an edge from each node to the next one too, as MetaD2A's generator learns cells' graphs. */
    public ArchitectureGraph chained() {
        long[] more = new long[nodeCount()];
        Arrays.setAll(more, n -> n == 0 ? predecessors[0] : predecessors[n] | 1L << (n - 1));
        return new ArchitectureGraph(types, more);
    }

    /**
     * Reads the text of a graph: the types of its nodes, a semicolon, its edges as {@code from>to}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static ArchitectureGraph parse(String text) {
        String[] halves = text.split(";", -1);
        if (halves.length != 2) {
            throw new IllegalArgumentException("graph '" + text
                    + "': expected node types, one ';', and edges, as in 'input nor_conv_3x3 output; 0>1 1>2'");
        }
        try {
            List<NodeType> types = words(halves[0]).map(NodeType::of).toList();
            List<Edge> edges =
                    words(halves[1]).map(ArchitectureGraph::parseEdge).toList();
            return of(types, edges);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("graph '" + text + "': " + e.getMessage(), e);
        }
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+")).filter(w -> !w.isEmpty());
    }

    private static Edge parseEdge(String word) {
        // Java's own parser takes the digits of every script.
        if (!EDGE.matcher(word).matches()) {
            throw new IllegalArgumentException("'" + word + "' is no edge; expected two node numbers, as in 0>1");
        }
        String[] ends = word.split(">", -1);
        return new Edge(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    /** The number of nodes. */
    public int nodeCount() {
        return types.size();
    }

    /** The nodes' types; the position of each is its node's number. */
    public List<NodeType> types() {
        return types;
    }

    /** The type of a node. */
    public NodeType type(int node) {
        return types.get(node);
    }

    /** Whether an edge leads from the one node to the other. */
    public boolean hasEdge(int from, int to) {
        return (predecessors[to] >> from & 1) != 0;
    }

    /** The nodes from which an edge leads to the given one, ascending. */
    public List<Integer> predecessors(int node) {
        return bits(predecessors[node]);
    }

    /** The nodes to which an edge leads from the given one, ascending. */
    public List<Integer> successors(int node) {
        long mask = 0;
        for (int to = 0; to < nodeCount(); to++) {
            if (hasEdge(node, to)) {
                mask |= 1L << to;
            }
        }
        return bits(mask);
    }

    /** All edges, by the node they lead to, then by the node they come from. */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (int to = 0; to < nodeCount(); to++) {
            for (int from : predecessors(to)) {
                edges.add(new Edge(from, to));
            }
        }
        return List.copyOf(edges);
    }

    /**
     * The nodes in an order in which every edge leads forward, the lowest possible number first; empty if the graph has
     * a cycle.
     */
    public Optional<List<Integer>> topologicalOrder() {
        List<Integer> order = new ArrayList<>(nodeCount());
        long placed = 0;
        while (order.size() < nodeCount()) {
            int next = -1;
            for (int node = 0; node < nodeCount() && next < 0; node++) {
                if ((placed >> node & 1) == 0 && (predecessors[node] & ~placed) == 0) {
                    next = node;
                }
            }
            if (next < 0) {
                return Optional.empty();
            }
            placed |= 1L << next;
            order.add(next);
        }
        return Optional.of(List.copyOf(order));
    }

    /**
     * The cell whose graph this is, node for node and edge for edge; empty for any other graph, also for one that
     * merely computes the same, which {@link GraphClassifier} finds.
     */
    public Optional<Cell> toCell() {
        return edges().equals(CELL_EDGES) ? cellOfTypes() : Optional.empty();
    }

    /**
     * The cell that the types of eight nodes spell, whatever the edges are: input, six operations, output. MetaD2A
     * reads decoded graphs so ({@link GraphClassifier#classifyTypeSequence}).
     */
    Optional<Cell> cellOfTypes() {
        if (nodeCount() != CELL_NODES || type(0) != NodeType.INPUT || type(CELL_NODES - 1) != NodeType.OUTPUT) {
            return Optional.empty();
        }
        List<Operation> operations = types.subList(1, CELL_NODES - 1).stream()
                .flatMap(t -> t.operation().stream())
                .toList();
        return operations.size() == Cell.EDGES ? Optional.of(new Cell(operations)) : Optional.empty();
    }

    /**
     * The same graph with its nodes numbered anew.
     *
     * @param order at each new position the present number of the node that goes there
     * @throws IllegalArgumentException if that is not a permutation of the nodes
     */
    public ArchitectureGraph renumbered(List<Integer> order) {
        int[] position = new int[nodeCount()];
        Arrays.fill(position, -1);
        for (int i = 0; i < order.size(); i++) {
            int node = order.get(i);
            if (node < 0 || node >= nodeCount() || position[node] >= 0) {
                throw new IllegalArgumentException(
                        "order " + order + ": expected each of 0 to " + (nodeCount() - 1) + " once");
            }
            position[node] = i;
        }
        if (order.size() != nodeCount()) {
            throw new IllegalArgumentException("order " + order + ": expected " + nodeCount() + " nodes");
        }
        return of(
                order.stream().map(types::get).toList(),
                edges().stream()
                        .map(e -> new Edge(position[e.from()], position[e.to()]))
                        .toList());
    }

    /**
     * What is left after dropping {@code none} nodes and every node that lies on no path from an input to an output
     * without them. Input and output nodes stay; the rest keeps its order.
     */
    public ArchitectureGraph withoutDeadEnds() {
        long alive = 0;
        for (int node = 0; node < nodeCount(); node++) {
            if (type(node) != NodeType.NONE) {
                alive |= 1L << node;
            }
        }
        long kept = reach(NodeType.INPUT, alive, true) & reach(NodeType.OUTPUT, alive, false);
        for (int node = 0; node < nodeCount(); node++) {
            if (type(node).operation().isEmpty()) {
                kept |= 1L << node;
            }
        }
        List<Integer> nodes = bits(kept);
        long mask = kept;
        return of(
                nodes.stream().map(types::get).toList(),
                edges().stream()
                        .filter(e -> (mask >> e.from() & 1) != 0 && (mask >> e.to() & 1) != 0)
                        .map(e -> new Edge(nodes.indexOf(e.from()), nodes.indexOf(e.to())))
                        .toList());
    }

    /** Whether a path leads from an input to an output, through nodes of any type. */
    boolean hasPathFromInputToOutput() {
        return bits(reach(NodeType.INPUT, ~0L, true)).stream().anyMatch(n -> type(n) == NodeType.OUTPUT);
    }

    /** The nodes that are reached from those of a type along (or against) the edges, within a mask. */
    private long reach(NodeType start, long within, boolean forward) {
        long reached = 0;
        for (int node = 0; node < nodeCount(); node++) {
            if (type(node) == start) {
                reached |= 1L << node & within;
            }
        }
        long before;
        do {
            before = reached;
            for (int node = 0; node < nodeCount(); node++) {
                boolean here = (reached >> node & 1) != 0;
                if (forward && (predecessors[node] & reached) != 0) {
                    reached |= 1L << node & within;
                } else if (!forward && here) {
                    reached |= predecessors[node] & within;
                }
            }
        } while (reached != before);
        return reached;
    }

    private static List<Integer> bits(long mask) {
        List<Integer> bits = new ArrayList<>(Long.bitCount(mask));
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            bits.add(Long.numberOfTrailingZeros(rest));
        }
        return List.copyOf(bits);
    }

    /** Equal nodes in equal order with equal edges; isomorphic graphs need not be equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ArchitectureGraph graph
                && types.equals(graph.types)
                && Arrays.equals(predecessors, graph.predecessors);
    }

    @Override
    public int hashCode() {
        return 31 * types.hashCode() + Arrays.hashCode(predecessors);
    }

    @Override
    public ArchitectureGraph graph() {
        return this;
    }

    @Override
    public Architecture canonical() {
        return toCell().<Architecture>map(cell -> cell).orElse(this);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String text() {
        return types.stream().map(NodeType::label).collect(Collectors.joining(" ")) + ";"
                + edges().stream().map(e -> " " + e).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return text();
    }
}
