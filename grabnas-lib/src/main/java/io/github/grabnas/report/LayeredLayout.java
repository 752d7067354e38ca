package io.github.grabnas.report;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the nodes of a graph go in a picture (K. Sugiyama et al., 1981): each into the layer behind its last
 * predecessor; edges that span several layers pass through way-points, one in each layer between; within a layer, nodes
 * are ordered by the mean position of their neighbours, which untangles most crossings.
 *
 * <p>Edges that close a cycle are left out of the ordering and drawn backwards.
 */
final class LayeredLayout {

    private static final int SWEEPS = 12;

    /** A node or a way-point: its layer from the left, and its position in it around 0. */
    record Slot(int layer, double position) {}

    private final List<Integer> layerOf = new ArrayList<>();
    private final List<Edge> segments = new ArrayList<>();
    private final Map<Edge, List<Integer>> routes = new HashMap<>();
    private final List<List<Integer>> layers = new ArrayList<>();
    private final Map<Integer, Integer> order = new HashMap<>();

    LayeredLayout(ArchitectureGraph graph) {
        assignLayers(graph);
        for (Edge edge : graph.edges()) {
            route(edge);
        }
        for (int vertex = 0; vertex < layerOf.size(); vertex++) {
            while (layers.size() <= layerOf.get(vertex)) {
                layers.add(new ArrayList<>());
            }
            layers.get(layerOf.get(vertex)).add(vertex);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            untangle(sweep % 2 == 0);
        }
    }

    private void assignLayers(ArchitectureGraph graph) {
        int[] layer = new int[graph.nodeCount()];
        // Without a cycle this settles after as many rounds as there are nodes; a cycle is cut there.
        for (int round = 0; round < graph.nodeCount(); round++) {
            for (Edge edge : graph.edges()) {
                if (!closesCycle(graph, edge)) {
                    layer[edge.to()] = Math.max(layer[edge.to()], layer[edge.from()] + 1);
                }
            }
        }
        for (int value : layer) {
            layerOf.add(value);
        }
    }

    /** Whether an edge leads back, in a graph that has a cycle, to a node with a lower number. */
    static boolean closesCycle(ArchitectureGraph graph, Edge edge) {
        return graph.topologicalOrder().isEmpty() && edge.to() < edge.from();
    }

    private void route(Edge edge) {
        int from = layerOf.get(edge.from());
        int to = layerOf.get(edge.to());
        List<Integer> route = new ArrayList<>(List.of(edge.from()));
        for (int layer = from + 1; layer < to; layer++) {
            route.add(layerOf.size());
            layerOf.add(layer);
        }
        route.add(edge.to());
        routes.put(edge, route);
        if (to > from) {
            for (int i = 1; i < route.size(); i++) {
                segments.add(new Edge(route.get(i - 1), route.get(i)));
            }
        }
    }

    private void untangle(boolean forward) {
        layers.forEach(layer -> {
            for (int i = 0; i < layer.size(); i++) {
                order.put(layer.get(i), i);
            }
        });
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> layer = layers.get(forward ? i : layers.size() - 1 - i);
            layer.sort(Comparator.comparingDouble(vertex -> barycentre(vertex, forward)));
            for (int p = 0; p < layer.size(); p++) {
                order.put(layer.get(p), p);
            }
        }
    }

    private double barycentre(int vertex, boolean forward) {
        return segments.stream()
                .filter(s -> (forward ? s.to() : s.from()) == vertex)
                .mapToDouble(s -> slot(forward ? s.from() : s.to()).position())
                .average()
                .orElse(slot(vertex).position());
    }

    private Slot slot(int vertex) {
        int size = layers.get(layerOf.get(vertex)).size();
        return new Slot(layerOf.get(vertex), order.getOrDefault(vertex, 0) - (size - 1) / 2.0);
    }

    /** The slot of a node. */
    Slot node(int node) {
        return slot(node);
    }

    /** The slots that an edge passes, from its first node to its last. */
    List<Slot> route(int from, int to) {
        return routes.get(new Edge(from, to)).stream().map(this::slot).toList();
    }

    int layerCount() {
        return layers.size();
    }

    /** The number of slots in the fullest layer. */
    int widest() {
        return layers.stream().mapToInt(List::size).max().orElseThrow();
    }
}
