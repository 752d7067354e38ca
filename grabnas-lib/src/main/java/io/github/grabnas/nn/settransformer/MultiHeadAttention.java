package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.Attention;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;

/**
 * Multi-head attention, MH of the paper's eq. 11 and 12 (Vaswani et al., 2017; Lee et al., Set Transformer, 2019):
 * {@code MH(Q, K, V) = [head_1 … head_h] W_o} with {@code head_i = softmax(Q_i K_i' / sqrt(width)) V_i}, the i-th
 * shares of the columns of Q W_q, K W_k and V W_v, each map with a bias. Scores are divided by the root of the width,
 * not of a head's share of it, as in the Set Transformer's code.
 *
 * @param name the beginning of the parameters' names
 * @param width of the elements, a multiple of {@code heads}
 * @param heads how many
 */
public record MultiHeadAttention(String name, int width, int heads) {

    /** Checks the sizes. */
    public MultiHeadAttention {
        Objects.requireNonNull(name, "name");
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "attention '" + name + "': width " + width + " does not divide into " + heads + " heads");
        }
    }

    private Linear map(String part) {
        return new Linear(name + "." + part, width, width);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        map("query").initialize(initializer);
        map("key").initialize(initializer);
        map("value").initialize(initializer);
        map("output").initialize(initializer);
    }

    /**
     * Attends within sets.
     *
     * @param queries one row a query
     * @param querySets whose queries are whose
     * @param elements one row an element; keys and values alike
     * @param elementSets whose elements are whose; as many sets
     * @return one row a query
     */
    public Variable apply(Variable queries, SetLayout querySets, Variable elements, SetLayout elementSets) {
        Variable attended = Attention.of(
                map("query").apply(queries),
                map("key").apply(elements),
                map("value").apply(elements),
                querySets.offsets(),
                elementSets.offsets(),
                heads,
                1 / Math.sqrt(width));
        return map("output").apply(attended);
    }
}
