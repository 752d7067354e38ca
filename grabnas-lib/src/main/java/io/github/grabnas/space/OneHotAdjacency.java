package io.github.grabnas.space;

import java.util.List;

/**
 * An encoding of any acyclic graph: for each node in topological order a one at the position of its type, and for each
 * pair of nodes a one where an edge joins them (the "adjacency matrix encoding" of C. White et al., "A Study on
 * Encodings for Neural Architecture Search", NeurIPS 2020). Entries of nodes that a smaller graph lacks are zero.
 *
 * @param maxNodes the largest number of nodes that has a vector
 */
public record OneHotAdjacency(int maxNodes) implements ArchitectureEncoding {

    /** Checks the number of nodes. */
    public OneHotAdjacency {
        if (maxNodes < 2 || maxNodes > ArchitectureGraph.MAX_NODES) {
            throw new IllegalArgumentException(
                    "maxNodes " + maxNodes + ": expected 2 to " + ArchitectureGraph.MAX_NODES);
        }
    }

    @Override
    public int dimension() {
        return maxNodes * NodeType.all().size() + maxNodes * (maxNodes - 1) / 2;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the graph has more nodes, or a cycle
     */
    @Override
    public double[] encode(Architecture architecture) {
        ArchitectureGraph graph = architecture.graph();
        if (graph.nodeCount() > maxNodes) {
            throw new IllegalArgumentException("'" + architecture.text() + "' has " + graph.nodeCount()
                    + " nodes; this encoding has " + "room for " + maxNodes);
        }
        List<Integer> order = graph.topologicalOrder()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + architecture.text() + "' has a cycle; only acyclic graphs are encoded"));
        double[] vector = new double[dimension()];
        int edges = maxNodes * NodeType.all().size();
        for (int to = 0; to < order.size(); to++) {
            vector[to * NodeType.all().size() + graph.type(order.get(to)).ordinal()] = 1;
            for (int from = 0; from < to; from++) {
                if (graph.hasEdge(order.get(from), order.get(to))) {
                    vector[edges + to * (to - 1) / 2 + from] = 1;
                }
            }
        }
        return vector;
    }
}
