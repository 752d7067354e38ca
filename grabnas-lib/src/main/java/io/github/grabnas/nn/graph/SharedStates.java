package io.github.grabnas.nn.graph;

import io.github.grabnas.nn.autodiff.RowSum;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the hidden states of a batch of graphs are computed, in one direction, each distinct state once.
 *
 * <p>A node's state depends on its type and on the messages that reach it, and on nothing else. Nodes of one or several
 * graphs that agree in these have one state. The states divide into levels, of which each needs messages of earlier
 * levels only, so that a level is one batch, whatever the graphs' sizes and shapes. All 15,625 cells have 125,000
 * nodes, but 16,281 distinct states in either direction.
 */
final class SharedStates {

    private final List<Level> levels = new ArrayList<>();
    private final Map<Key, Integer> states = new HashMap<>();
    private final Map<Integer, Integer> messages = new HashMap<>();
    private final IntList stateLevel = new IntList();
    private final IntList stateRow = new IntList();
    private final IntList messageLevel = new IntList();
    private final IntList messageRow = new IntList();
    private final int[] last;

    /**
     * @param graphs whose states
     * @param orders the nodes of each graph, every node after those it follows in the forward direction
     * @param backward against the edges instead of along them
     * @param vertexIds whether a message depends on its node's number
     */
    SharedStates(List<ArchitectureGraph> graphs, List<int[]> orders, boolean backward, boolean vertexIds) {
        last = new int[graphs.size()];
        int[] messageOf = new int[ArchitectureGraph.MAX_NODES];
        for (int g = 0; g < graphs.size(); g++) {
            ArchitectureGraph graph = graphs.get(g);
            int[] order = orders.get(g);
            NodeType end = backward ? NodeType.INPUT : NodeType.OUTPUT;
            boolean ended = false;
            for (int i = 0; i < order.length; i++) {
                int place = backward ? order.length - 1 - i : i;
                int node = order[place];
                int state = state(graph, node, backward, messageOf);
                messageOf[node] = message(state, vertexIds ? place : 0);
                // Dead ends may come after the end.
                last[g] = ended ? last[g] : state;
                ended = ended || graph.type(node) == end;
            }
        }
    }

    private int state(ArchitectureGraph graph, int node, boolean backward, int[] messageOf) {
        int[] incoming = new int[graph.nodeCount()];
        int count = 0;
        for (int other = 0; other < graph.nodeCount(); other++) {
            if (other != node && (backward ? graph.hasEdge(node, other) : graph.hasEdge(other, node))) {
                incoming[count++] = messageOf[other];
            }
        }
        // In one order whatever the numbering, so that parallel nodes may change places.
        Arrays.sort(incoming, 0, count);
        Key key = new Key(graph.type(node).ordinal(), Arrays.copyOf(incoming, count));
        Integer known = states.get(key);
        return known != null ? known : add(key);
    }

    private int add(Key key) {
        int level = 0;
        for (int message : key.incoming) {
            level = Math.max(level, messageLevel.get(message) + 1);
        }
        if (level == levels.size()) {
            levels.add(new Level());
        }
        int state = stateLevel.size();
        states.put(key, state);
        stateLevel.add(level);
        stateRow.add(levels.get(level).add(key, messageLevel, messageRow));
        return state;
    }

    private int message(int state, int vertex) {
        int key = state * ArchitectureGraph.MAX_NODES + vertex;
        Integer known = messages.get(key);
        if (known != null) {
            return known;
        }
        int message = messageLevel.size();
        messages.put(key, message);
        messageLevel.add(stateLevel.get(state));
        messageRow.add(levels.get(stateLevel.get(state)).addMessage(stateRow.get(state), vertex));
        return message;
    }

    /** The levels, in the order in which they are computed. */
    List<Level> levels() {
        return levels;
    }

    /** How many distinct states there are. */
    int count() {
        return stateLevel.size();
    }

    /** Of every graph the level and row of the state at its end. */
    RowSum.Terms last() {
        int[] level = new int[last.length];
        int[] row = new int[last.length];
        for (int g = 0; g < last.length; g++) {
            level[g] = stateLevel.get(last[g]);
            row[g] = stateRow.get(last[g]);
        }
        return RowSum.Terms.single(level, row);
    }

    /** States that can be computed at once, and the messages that they send. */
    static final class Level {

        private final IntList types = new IntList();
        private final IntList offsets = new IntList();
        private final IntList fromLevel = new IntList();
        private final IntList fromRow = new IntList();
        private final IntList messageStates = new IntList();
        private final IntList messageVertices = new IntList();

        private Level() {
            offsets.add(0);
        }

        private int add(Key key, IntList levels, IntList rows) {
            types.add(key.type);
            for (int message : key.incoming) {
                fromLevel.add(levels.get(message));
                fromRow.add(rows.get(message));
            }
            offsets.add(fromLevel.size());
            return types.size() - 1;
        }

        private int addMessage(int row, int vertex) {
            messageStates.add(row);
            messageVertices.add(vertex);
            return messageStates.size() - 1;
        }

        /** The states' types. */
        int[] types() {
            return types.toArray();
        }

        /** Which messages of which levels reach each state. */
        RowSum.Terms incoming() {
            return RowSum.Terms.of(offsets.toArray(), fromLevel.toArray(), fromRow.toArray());
        }

        /** Of each message the state that sends it. */
        int[] messageStates() {
            return messageStates.toArray();
        }

        /** Of each message its node's number. */
        int[] messageVertices() {
            return messageVertices.toArray();
        }
    }

    /** A type and what reaches it. */
    private static final class Key {

        private final int type;
        private final int[] incoming;
        private final int hash;

        Key(int type, int[] incoming) {
            this.type = type;
            this.incoming = incoming;
            this.hash = 31 * Arrays.hashCode(incoming) + type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.type == type && Arrays.equals(key.incoming, incoming);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** A growing list of ints. */
    private static final class IntList {

        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int get(int place) {
            return values[place];
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
