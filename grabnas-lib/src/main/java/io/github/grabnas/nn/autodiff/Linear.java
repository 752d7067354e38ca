package io.github.grabnas.nn.autodiff;

import java.util.Objects;

/**
 * An affine map of rows, {@code y = x W + b}: the parameters {@code name.weight}, in x out, and {@code name.bias}, 1 x
 * out.
 *
 * @param name of the layer, the beginning of its parameters' names
 * @param in the length of a row of x
 * @param out the length of a row of y
 * @param bias whether there is a b
 */
public record Linear(String name, int in, int out, boolean bias) {

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Linear {
        Objects.requireNonNull(name, "name");
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException(
                    "linear layer '" + name + "' from " + in + " to " + out + " numbers: expected at least 1 of each");
        }
    }

    /** With a bias. */
    public Linear(String name, int in, int out) {
        this(name, in, out, true);
    }

    /** Draws the parameters: uniform on ±1/sqrt(in). */
    public void initialize(ParameterInitializer initializer) {
        initializer.uniform(name + ".weight", in, out, in);
        if (bias) {
            initializer.uniform(name + ".bias", 1, out, in);
        }
    }

    /** The map of n rows: n x in to n x out. */
    public Variable apply(Variable x) {
        Variable product = x.times(x.tape().parameter(name + ".weight"));
        return bias ? product.addRowVector(x.tape().parameter(name + ".bias")) : product;
    }
}
