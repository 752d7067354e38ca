package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

/**
 * One of the dataset encoder's two modules: a linear map to the width (where the elements have another), two
 * {@link SetAttentionBlock}s, {@link PoolingByMultiHeadAttention} with one seed, a linear map. A set of vectors becomes
 * one vector.
 *
 * <p>MetaD2A's code maps to the width within the first block, by its query map, and adds the result where eq. 11 has Y;
 * with a map of its own in front, eq. 11 holds as it is printed.
 *
 * @param name the beginning of the parameters' names
 * @param in the length of an element
 * @param width within
 * @param out the length of the result
 * @param heads of every attention
 * @param normalized whether there is layer normalisation
 */
public record SetTransformer(String name, int in, int width, int out, int heads, boolean normalized) {

    private Linear input() {
        return new Linear(name + ".input", in, width);
    }

    private SetAttentionBlock block(int number) {
        return new SetAttentionBlock(name + ".sab" + number, width, heads, normalized);
    }

    private PoolingByMultiHeadAttention pooling() {
        return new PoolingByMultiHeadAttention(name + ".pma", width, heads, normalized);
    }

    private Linear output() {
        return new Linear(name + ".output", width, out);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        if (in != width) {
            input().initialize(initializer);
        }
        block(1).initialize(initializer);
        block(2).initialize(initializer);
        pooling().initialize(initializer);
        output().initialize(initializer);
    }

    /**
     * One row for each set.
     *
     * @param elements one row an element
     * @param sets whose elements are whose
     */
    public Variable apply(Variable elements, SetLayout sets) {
        if (elements.columns() != in || elements.rows() != sets.rows()) {
            throw new IllegalArgumentException("'" + name + "' takes " + sets.rows() + " elements of length " + in
                    + "; got a " + elements.value());
        }
        Variable y = in == width ? elements : input().apply(elements);
        y = block(1).apply(y, sets);
        y = block(2).apply(y, sets);
        return output().apply(pooling().apply(y, sets));
    }
}
