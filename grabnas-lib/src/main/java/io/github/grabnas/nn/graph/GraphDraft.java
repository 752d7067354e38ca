package io.github.grabnas.nn.graph;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Edge;
import io.github.grabnas.space.NodeType;

import java.util.ArrayList;
import java.util.List;

/** A graph that is being decoded. */
final class GraphDraft {

    private final Choice choice;
    private final List<NodeType> types = new ArrayList<>(List.of(NodeType.INPUT));
    private final List<Edge> edges = new ArrayList<>();

    GraphDraft(Choice choice) {
        this.choice = choice;
    }

    Choice choice() {
        return choice;
    }

    void add(NodeType type) {
        types.add(type);
    }

    NodeType lastType() {
        return types.get(types.size() - 1);
    }

    void join(int from, int to) {
        edges.add(new Edge(from, to));
    }

    boolean isFinished() {
        return lastType() == NodeType.OUTPUT;
    }

    /** The graph, its end joined to every node that nothing follows. */
    ArchitectureGraph finish() {
        int last = types.size() - 1;
        boolean[] followed = new boolean[types.size()];
        edges.forEach(e -> followed[e.from()] = true);
        List<Edge> all = new ArrayList<>(edges);
        for (int node = 0; node < last; node++) {
            if (!followed[node]) {
                all.add(new Edge(node, last));
            }
        }
        return ArchitectureGraph.of(types, all);
    }
}
