package io.github.grabnas.nn.settransformer;

import io.github.grabnas.nn.autodiff.LayerNormalization;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Variable;

/**
 * What set attention and pooling share (eq. 11 and 12): {@code LN(H + MLP(H))} with {@code H = LN(X + A)}, where X is
 * what attended and A what the attention gave. The MLP is one layer with ReLU, as in the Set Transformer.
 *
 * @param name the beginning of the parameters' names
 * @param width of the rows
 * @param normalized whether there is an LN; MetaD2A's networks have none
 */
record ResidualBlock(String name, int width, boolean normalized) {

    void initialize(ParameterInitializer initializer) {
        feedForward().initialize(initializer);
        if (normalized) {
            for (String norm : new String[] {".norm1", ".norm2"}) {
                initializer.constant(name + norm + ".gain", 1, width, 1);
                initializer.constant(name + norm + ".shift", 1, width, 0);
            }
        }
    }

    private Linear feedForward() {
        return new Linear(name + ".feedforward", width, width);
    }

    Variable apply(Variable x, Variable attended) {
        Variable h = normalize(".norm1", x.plus(attended));
        return normalize(".norm2", h.plus(feedForward().apply(h).relu()));
    }

    private Variable normalize(String norm, Variable x) {
        return normalized
                ? LayerNormalization.of(
                        x, x.tape().parameter(name + norm + ".gain"), x.tape().parameter(name + norm + ".shift"))
                : x;
    }
}
