package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;

import java.util.LinkedHashMap;
import java.util.Map;

/** The gradients that a {@link Tape} computed. */
public final class Gradients {

    private final Parameters parameters;
    private final Map<String, Variable> used;

    Gradients(Parameters parameters, Map<String, Variable> used) {
        this.parameters = parameters;
        this.used = new LinkedHashMap<>(used);
    }

    /** With respect to a variable of the tape, of its size; zeros where it played no part. */
    public Matrix of(Variable variable) {
        return Values.matrix(
                variable.value().rows(),
                variable.value().columns(),
                variable.gradient().clone());
    }

    /** With respect to all parameters of the tape, by name; zeros for those that were frozen or played no part. */
    public Parameters ofParameters() {
        Map<String, Matrix> all = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            Variable variable = used.get(name);
            Matrix value = parameters.get(name);
            all.put(name, variable == null ? Matrix.zeros(value.rows(), value.columns()) : of(variable));
        }
        return Parameters.of(all);
    }
}
