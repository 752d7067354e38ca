package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;

/**
 * PMA, eq. 12, with one learnt seed vector (γ = 1): a set becomes one vector. {@code PMA(Y) = LN(H + MLP(H)), H = LN(R
 * + MH(R, MLP(Y), MLP(Y)))}. The order of the elements plays no part.
 *
 * @param name the beginning of the parameters' names
 * @param width of the elements
 * @param heads of the attention
 * @param normalized whether there is layer normalisation, as the paper has it
 */
public record PoolingByMultiHeadAttention(String name, int width, int heads, boolean normalized) {

    /** Checks that nothing is missing. */
    public PoolingByMultiHeadAttention {
        Objects.requireNonNull(name, "name");
    }

    private MultiHeadAttention attention() {
        return new MultiHeadAttention(name + ".attention", width, heads);
    }

    private ResidualBlock residual() {
        return new ResidualBlock(name, width, normalized);
    }

    private Linear elementwise() {
        return new Linear(name + ".elementwise", width, width);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        initializer.uniform(name + ".seed", 1, width, width);
        elementwise().initialize(initializer);
        attention().initialize(initializer);
        residual().initialize(initializer);
    }

    /** One row for each set. */
    public Variable apply(Variable elements, SetLayout sets) {
        Variable seeds = elements.tape().parameter(name + ".seed").rows(new int[sets.count()]);
        Variable transformed = elementwise().apply(elements).relu();
        return residual().apply(seeds, attention().apply(seeds, SetLayout.ofSingles(sets.count()), transformed, sets));
    }
}
