package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;

/**
 * SAB, eq. 11: every element of a set looks at all of them. {@code SAB(Y) = LN(H + MLP(H)), H = LN(Y + MH(Y, Y, Y))}.
 * Elements in another order give the same results in that order.
 *
 * @param name the beginning of the parameters' names
 * @param width of the elements
 * @param heads of the attention
 * @param normalized whether there is layer normalisation, as the paper has it
 */
public record SetAttentionBlock(String name, int width, int heads, boolean normalized) {

    /** Checks that nothing is missing. */
    public SetAttentionBlock {
        Objects.requireNonNull(name, "name");
    }

    private MultiHeadAttention attention() {
        return new MultiHeadAttention(name + ".attention", width, heads);
    }

    private ResidualBlock residual() {
        return new ResidualBlock(name, width, normalized);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        attention().initialize(initializer);
        residual().initialize(initializer);
    }

    /** Elements to elements, set by set. */
    public Variable apply(Variable elements, SetLayout sets) {
        return residual().apply(elements, attention().apply(elements, sets, elements, sets));
    }
}
