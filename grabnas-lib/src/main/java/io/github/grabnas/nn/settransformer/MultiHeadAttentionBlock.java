package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.Attention;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;

/**
 * The block MAB of the code that Set Transformer (Lee et al., 2019) and MetaD2A published: with {@code q = X W_q +
 * b_q}, keys {@code k} and values {@code v} of the elements alike, {@code H = LN(q + [head_1 … head_h])}, {@code head_i
 * = softmax(q_i k_i' / sqrt(width)) v_i}, the block gives {@code LN(H + ReLU(H W_o + b_o))}. Unlike eq. 11, what is
 * added to the attention is the mapped query, and no output map mixes the heads. The queries may thus have another
 * length than the result.
 *
 * @param name the beginning of the parameters' names
 * @param in the length of queries and elements
 * @param width of the result, a multiple of {@code heads}
 * @param heads how many
 * @param normalized whether there is layer normalisation; MetaD2A has none
 */
public record MultiHeadAttentionBlock(String name, int in, int width, int heads, boolean normalized) {

    /** Checks the sizes. */
    public MultiHeadAttentionBlock {
        Objects.requireNonNull(name, "name");
        if (in < 1 || heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException("attention block '" + name + "': elements of length " + in + ", width "
                    + width + ", " + heads
                    + " heads; expected a positive length and a width that divides into the heads");
        }
    }

    private Linear map(String part) {
        return new Linear(name + ".attention." + part, in, width);
    }

    private ResidualBlock residual() {
        return new ResidualBlock(name, width, normalized);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        map("query").initialize(initializer);
        map("key").initialize(initializer);
        map("value").initialize(initializer);
        residual().initialize(initializer);
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
        Variable mapped = map("query").apply(queries);
        Variable attended = Attention.of(
                mapped,
                map("key").apply(elements),
                map("value").apply(elements),
                querySets.offsets(),
                elementSets.offsets(),
                heads,
                1 / Math.sqrt(width));
        return residual().apply(mapped, attended);
    }
}
