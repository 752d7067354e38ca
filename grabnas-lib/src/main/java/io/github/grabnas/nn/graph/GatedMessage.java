package io.github.grabnas.nn.graph;

import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

/**
 * What a node tells those that follow it, the summand of eq. 14: {@code g(h_u) ⊙ m(h_u)} with a gate {@code g =
 * sigmoid(linear)} and a mapper {@code m = linear without bias}. D-VAE gives both the node's number too, as a one-hot
 * vector beside h_u, so that equal operations at different places differ.
 *
 * @param name the beginning of the parameters' names
 * @param hidden the length of the state
 * @param maxNodes how many numbers there are
 * @param vertexIds whether the node's number is given
 */
record GatedMessage(String name, int hidden, int maxNodes, boolean vertexIds) {

    private Linear gate() {
        return new Linear(name + ".gate", hidden, hidden);
    }

    private Linear mapper() {
        return new Linear(name + ".mapper", hidden, hidden, false);
    }

    void initialize(ParameterInitializer initializer) {
        gate().initialize(initializer);
        mapper().initialize(initializer);
        if (vertexIds) {
            initializer.uniform(name + ".gate.vertex", maxNodes, hidden, hidden + maxNodes);
            initializer.uniform(name + ".mapper.vertex", maxNodes, hidden, hidden + maxNodes);
        }
    }

    /**
     * The messages of some nodes.
     *
     * @param states one row a node
     * @param vertices the nodes' numbers
     */
    Variable apply(Variable states, int[] vertices) {
        Variable gate = gate().apply(states);
        Variable mapped = mapper().apply(states);
        if (vertexIds) {
            gate = gate.plus(states.tape().parameter(name + ".gate.vertex").rows(vertices));
            mapped =
                    mapped.plus(states.tape().parameter(name + ".mapper.vertex").rows(vertices));
        }
        return gate.sigmoid().hadamard(mapped);
    }
}
