package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The wider family of architectures in which NAS-Bench-201's cells are a small part: graphs of input, output and one to
 * eight operations between, wired in any way in which every operation lies on a path from input to output. Operations
 * are the four that do something; a {@code none} would be dead. A graph costs at most what the largest cell does, six
 * 3x3 convolutions (a 1x1 convolution is a ninth of one). Drawn are those that compute no cell's function, each
 * function once.
 *
 * <pre>{@code
 * List<ArchitectureGraph> thousand = new NovelGraphs(0).stream().limit(1000).toList();
 * }</pre>
 *
 * @param seed decides which are drawn, and in which order
 */
public record NovelGraphs(long seed) {

    /** The largest number of nodes, input and output included. */
    public static final int MOST_NODES = 10;

    private static final int NINTHS_OF_LARGEST_CELL = 54;

    private static final List<NodeType> OPERATIONS =
            List.of(NodeType.SKIP_CONNECT, NodeType.NOR_CONV_1X1, NodeType.NOR_CONV_3X3, NodeType.AVG_POOL_3X3);

    /**
     * The graphs, without end, in an order that the seed decides. The number of operations is drawn evenly, then each
     * operation, then a density, then each edge with that probability; what is outside the family is drawn anew.
     */
    public Stream<ArchitectureGraph> stream() {
        SplittableRandom random = new SplittableRandom(seed);
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        Set<CanonicalForm> drawn = new HashSet<>();
        return Stream.generate(() -> draw(random))
                .flatMap(Optional::stream)
                .filter(graph -> classifier.classify(graph) instanceof GraphClassification.Novel novel
                        && drawn.add(novel.form()));
    }

    private static Optional<ArchitectureGraph> draw(SplittableRandom random) {
        int operations = 1 + random.nextInt(MOST_NODES - 2);
        List<NodeType> types = new ArrayList<>(List.of(NodeType.INPUT));
        for (int i = 0; i < operations; i++) {
            types.add(OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        }
        types.add(NodeType.OUTPUT);
        double density = 0.2 + 0.6 * random.nextDouble();
        List<Edge> edges = new ArrayList<>();
        for (int to = 1; to < types.size(); to++) {
            for (int from = 0; from < to; from++) {
                if (random.nextDouble() < density) {
                    edges.add(new Edge(from, to));
                }
            }
        }
        ArchitectureGraph graph = ArchitectureGraph.of(types, edges);
        return contains(graph) ? Optional.of(graph) : Optional.empty();
    }

    /**
     * The graph with its nodes in one order for all graphs that differ in the order only: node after node, of those
     * whose predecessors are placed the one with the smallest type, then the earliest predecessors. Where two nodes
     * agree in both, they keep their order.
     *
     * @throws IllegalArgumentException if the graph has a cycle
     */
    public static ArchitectureGraph ordered(ArchitectureGraph graph) {
        List<Integer> order = new ArrayList<>();
        while (order.size() < graph.nodeCount()) {
            int next = IntStream.range(0, graph.nodeCount())
                    .filter(n -> !order.contains(n) && order.containsAll(graph.predecessors(n)))
                    .boxed()
                    .min(Comparator.comparing((Integer n) -> rank(graph, n, order)))
                    .orElseThrow(() -> new IllegalArgumentException("graph '" + graph + "' has a cycle"));
            order.add(next);
        }
        return graph.renumbered(order);
    }

    /**
     * A graph of the same function as a graph decoder can generate it, its nodes {@linkplain #ordered in order}:
     * D-VAE's decoder joins the output to just those nodes that nothing else follows, so that where the output reads
     * another node too, a {@code skip_connect} comes between.
     *
     * @return empty if that takes more than {@value #MOST_NODES} nodes
     */
    public static Optional<ArchitectureGraph> decodable(ArchitectureGraph graph) {
        List<NodeType> types = new ArrayList<>(graph.types());
        List<Edge> edges = new ArrayList<>(graph.edges());
        int output = types.indexOf(NodeType.OUTPUT);
        for (int from : graph.predecessors(output)) {
            if (graph.successors(from).size() > 1) {
                edges.remove(new Edge(from, output));
                edges.add(new Edge(from, types.size()));
                edges.add(new Edge(types.size(), output));
                types.add(NodeType.SKIP_CONNECT);
            }
        }
        return types.size() > MOST_NODES ? Optional.empty() : Optional.of(ordered(ArchitectureGraph.of(types, edges)));
    }

    /**
     * Output last, then by type, then by the places of the predecessors; as text, since places have one digit or two.
     */
    private static String rank(ArchitectureGraph graph, int node, List<Integer> order) {
        StringBuilder rank = new StringBuilder();
        rank.append(graph.type(node) == NodeType.OUTPUT ? 1 : 0)
                .append((char) ('a' + graph.type(node).ordinal()));
        graph.predecessors(node).stream()
                .map(order::indexOf)
                .sorted()
                .forEach(place -> rank.append((char) ('a' + place)));
        return rank.toString();
    }

    /** Whether a graph belongs to the family, cells' functions included. */
    public static boolean contains(ArchitectureGraph graph) {
        long wide = graph.types().stream().filter(NodeType.NOR_CONV_3X3::equals).count();
        long narrow =
                graph.types().stream().filter(NodeType.NOR_CONV_1X1::equals).count();
        return graph.nodeCount() <= MOST_NODES
                && 9 * wide + narrow <= NINTHS_OF_LARGEST_CELL
                && !graph.types().contains(NodeType.NONE)
                && graph.hasPathFromInputToOutput()
                && graph.withoutDeadEnds().nodeCount() == graph.nodeCount();
    }
}
