package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.RowSum;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.ArrayList;
import java.util.List;

/**
 * Message passing through a graph in one direction, eq. 13 and 14: node after node, {@code h_v = GRU(o_v, sum over u →
 * v of g(h_u) ⊙ m(h_u))}.
 *
 * @param name the beginning of the parameters' names
 * @param backward against the edges instead of along them
 * @param hidden the length of a state
 * @param maxNodes how many node numbers there are
 * @param vertexIds whether messages know their node's number
 */
record MessagePassing(String name, boolean backward, int hidden, int maxNodes, boolean vertexIds) {

    private GatedMessage message() {
        return new GatedMessage(name, hidden, maxNodes, vertexIds);
    }

    private GatedRecurrentUnit unit() {
        return new GatedRecurrentUnit(name + ".gru", NodeType.all().size(), hidden);
    }

    void initialize(ParameterInitializer initializer) {
        unit().initialize(initializer);
        message().initialize(initializer);
    }

    /** The state of each graph's last node in this direction: one row a graph. */
    Variable apply(Tape tape, GraphBatch graphs) {
        SharedStates plan = graphs.states(backward, vertexIds);
        return RowSum.of(tape, states(tape, plan), hidden, plan.last());
    }

    /** The states of all nodes of one graph, one row a node, computed one after the other. */
    Variable trace(Tape tape, ArchitectureGraph graph) {
        Variable table = unit().table(tape);
        int[] order = GraphBatch.order(graph);
        Variable[] states = new Variable[order.length];
        Variable[] messages = new Variable[order.length];
        for (int i = 0; i < order.length; i++) {
            int place = backward ? order.length - 1 - i : i;
            int node = order[place];
            List<Integer> before = backward ? graph.successors(node) : graph.predecessors(node);
            Variable incoming = tape.constant(Matrix.zeros(1, hidden));
            for (int other : before) {
                incoming = incoming.plus(messages[other]);
            }
            states[node] = unit().apply(table, new int[] {graph.type(node).ordinal()}, incoming);
            messages[node] = message().apply(states[node], new int[] {place});
        }
        return RowSum.stack(List.of(states));
    }

    private List<Variable> states(Tape tape, SharedStates plan) {
        Variable table = unit().table(tape);
        List<Variable> states = new ArrayList<>();
        List<Variable> messages = new ArrayList<>();
        for (SharedStates.Level level : plan.levels()) {
            Variable incoming = RowSum.of(tape, List.copyOf(messages), hidden, level.incoming());
            Variable state = unit().apply(table, level.types(), incoming);
            states.add(state);
            messages.add(message().apply(state.rows(level.messageStates()), level.messageVertices()));
        }
        return states;
    }
}
