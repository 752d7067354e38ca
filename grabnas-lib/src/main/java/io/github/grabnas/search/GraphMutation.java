package io.github.grabnas.search;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The smallest changes of a graph: another operation on one node, an edge more, or an edge less. */
final class GraphMutation {

    private GraphMutation() {}

    /** A changed graph, which need not be a valid architecture; the nodes must be in topological order. */
    static ArchitectureGraph mutate(ArchitectureGraph graph, Random random) {
        List<Integer> operations = IntStream.range(0, graph.nodeCount())
                .filter(n -> graph.type(n).operation().isPresent())
                .boxed()
                .toList();
        return operations.isEmpty() || random.nextBoolean()
                ? withOtherEdge(graph, random)
                : withOtherOperation(graph, operations.get(random.nextInt(operations.size())), random);
    }

    private static ArchitectureGraph withOtherOperation(ArchitectureGraph graph, int node, Random random) {
        List<NodeType> types = new ArrayList<>(graph.types());
        Operation old = types.get(node).operation().orElseThrow();
        types.set(node, NodeType.of(old.after(1 + random.nextInt(Operation.all().size() - 1))));
        return ArchitectureGraph.of(types, graph.edges());
    }

    private static ArchitectureGraph withOtherEdge(ArchitectureGraph graph, Random random) {
        int to = 1 + random.nextInt(graph.nodeCount() - 1);
        Edge edge = new Edge(random.nextInt(to), to);
        List<Edge> edges = new ArrayList<>(graph.edges());
        if (!edges.remove(edge)) {
            edges.add(edge);
        }
        return ArchitectureGraph.of(graph.types(), edges);
    }
}
