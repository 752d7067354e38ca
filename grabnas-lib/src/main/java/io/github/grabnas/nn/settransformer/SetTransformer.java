package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;

/**
 * One of the dataset encoder's two modules: a linear map to the width (where the elements have another), two
 * {@link SetAttentionBlock}s, {@link PoolingByMultiHeadAttention} with one seed, a linear map. A set of vectors becomes
 * one vector.
 *
 * <p>MetaD2A's code maps to the width within the first block, by its query map, and adds the result where eq. 11 has Y;
 * with a map of its own in front, eq. 11 holds as it is printed. {@link BlockForm} chooses.
 *
 * @param name the beginning of the parameters' names
 * @param in the length of an element
 * @param width within
 * @param out the length of the result
 * @param heads of every attention
 * @param normalized whether there is layer normalisation
 * @param form of the blocks
 */
public record SetTransformer(String name, int in, int width, int out, int heads, boolean normalized, BlockForm form) {

    /** Checks that there is a form. */
    public SetTransformer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(form, "form");
    }

    private boolean printed() {
        return form == BlockForm.PRINTED;
    }

    private Linear input() {
        return new Linear(name + ".input", in, width);
    }

    private SetAttentionBlock block(int number) {
        return new SetAttentionBlock(name + ".sab" + number, width, heads, normalized);
    }

    private PoolingByMultiHeadAttention pooling() {
        return new PoolingByMultiHeadAttention(name + ".pma", width, heads, normalized);
    }

    private String seed() {
        return name + ".pma.seed";
    }

    /** The blocks of the published code: 1 and 2 within the set, 3 pools it. */
    private MultiHeadAttentionBlock published(int number) {
        String part = number == 3 ? ".pma" : ".sab" + number;
        return new MultiHeadAttentionBlock(name + part, number == 1 ? in : width, width, heads, normalized);
    }

    private Linear output() {
        return new Linear(name + ".output", width, out);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        if (printed()) {
            if (in != width) {
                input().initialize(initializer);
            }
            block(1).initialize(initializer);
            block(2).initialize(initializer);
            pooling().initialize(initializer);
        } else {
            published(1).initialize(initializer);
            published(2).initialize(initializer);
            initializer.uniform(seed(), 1, width, width);
            published(3).initialize(initializer);
        }
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
        return output().apply(printed() ? pooledAsPrinted(elements, sets) : pooledAsPublished(elements, sets));
    }

    private Variable pooledAsPrinted(Variable elements, SetLayout sets) {
        Variable y = in == width ? elements : input().apply(elements);
        y = block(1).apply(y, sets);
        y = block(2).apply(y, sets);
        return pooling().apply(y, sets);
    }

    private Variable pooledAsPublished(Variable elements, SetLayout sets) {
        Variable y = published(1).apply(elements, sets, elements, sets);
        y = published(2).apply(y, sets, y, sets);
        Variable seeds = y.tape().parameter(seed()).rows(new int[sets.count()]);
        return published(3).apply(seeds, SetLayout.ofSingles(sets.count()), y, sets);
    }
}
