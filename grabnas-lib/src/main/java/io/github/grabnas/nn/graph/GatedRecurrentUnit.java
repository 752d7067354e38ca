package io.github.grabnas.nn.graph;

import io.github.grabnas.nn.autodiff.GruCell;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;

/**
 * A gated recurrent unit whose input is one-hot, eq. 13 and 16: {@code h_v = GRU(o_v, h_in)}. A one-hot vector times a
 * matrix is a row of it, so the input's part is looked up, not multiplied.
 *
 * @param name the beginning of the parameters' names
 * @param kinds the length of the one-hot vector
 * @param hidden the length of the state
 */
record GatedRecurrentUnit(String name, int kinds, int hidden) {

    void initialize(ParameterInitializer initializer) {
        initializer.uniform(name + ".input.weight", kinds, 3 * hidden, hidden);
        initializer.uniform(name + ".input.bias", 1, 3 * hidden, hidden);
        recurrent().initialize(initializer);
    }

    private Linear recurrent() {
        return new Linear(name + ".recurrent", hidden, 3 * hidden);
    }

    /** The input's part for every kind, given the node's number too: a one-hot vector beside o_v. */
    Variable table(Tape tape, int vertex) {
        return table(tape).addRowVector(tape.parameter(name + ".input.vertex").rows(vertex));
    }

    /** Draws the weights of the nodes' numbers. */
    void initializeVertices(ParameterInitializer initializer, int maxNodes) {
        initializer.uniform(name + ".input.vertex", maxNodes, 3 * hidden, hidden);
    }

    /** The input's part for every kind. */
    Variable table(Tape tape) {
        return tape.parameter(name + ".input.weight").addRowVector(tape.parameter(name + ".input.bias"));
    }

    /** The new states of some nodes, from their kinds and what came in. */
    Variable apply(Variable table, int[] of, Variable incoming) {
        return GruCell.of(table, of, recurrent().apply(incoming), incoming);
    }
}
