package io.github.grabnas.nn.graph;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Graphs of any sizes that are encoded together. The way through them is worked out once, so keep the batch where the
 * same graphs are encoded again with other weights.
 */
public final class GraphBatch {

    private final List<ArchitectureGraph> graphs;
    private final List<int[]> orders;
    private final Map<String, SharedStates> plans = new ConcurrentHashMap<>();

    private GraphBatch(List<ArchitectureGraph> graphs, List<int[]> orders) {
        this.graphs = graphs;
        this.orders = orders;
    }

    /**
     * The given cells or graphs.
     *
     * @throws IllegalArgumentException if there are none, or one has a cycle
     */
    public static GraphBatch of(Collection<? extends Architecture> architectures) {
        if (architectures.isEmpty()) {
            throw new IllegalArgumentException("expected at least one graph, got none");
        }
        List<ArchitectureGraph> graphs = new ArrayList<>(architectures.size());
        List<int[]> orders = new ArrayList<>(architectures.size());
        for (Architecture architecture : architectures) {
            ArchitectureGraph graph = architecture.graph();
            graphs.add(graph);
            orders.add(order(graph));
        }
        return new GraphBatch(graphs, orders);
    }

    /** The nodes so that every edge leads forward. */
    static int[] order(ArchitectureGraph graph) {
        int[] order = new int[graph.nodeCount()];
        boolean forward = true;
        for (int to = 0; to < order.length; to++) {
            order[to] = to;
            for (int from = to + 1; from < order.length; from++) {
                forward &= !graph.hasEdge(from, to);
            }
        }
        return forward
                ? order
                : graph
                        .topologicalOrder()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "graph '" + graph + "' has a cycle; only acyclic graphs can be encoded"))
                        .stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The graphs. */
    public List<ArchitectureGraph> graphs() {
        return List.copyOf(graphs);
    }

    /** The number of graphs. */
    public int count() {
        return graphs.size();
    }

    /** The most nodes that a graph has. */
    int largest() {
        return graphs.stream().mapToInt(ArchitectureGraph::nodeCount).max().orElseThrow();
    }

    /** The way through the graphs in one direction. */
    SharedStates states(boolean backward, boolean vertexIds) {
        return plans.computeIfAbsent(
                backward + " " + vertexIds, key -> new SharedStates(graphs, orders, backward, vertexIds));
    }
}
