package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Collects the parameters of networks, drawn by chance from one seed: each network adds its own in a fixed order, so
 * that the same seed gives the same weights.
 */
public final class ParameterInitializer {

    private final SplittableRandom random;
    private final Map<String, Matrix> matrices = new LinkedHashMap<>();

    /** Nothing yet. */
    public ParameterInitializer(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Uniform on ±1/sqrt(fan-in), as PyTorch initialises linear layers and GRUs. */
    public void uniform(String name, int rows, int columns, int fanIn) {
        double bound = 1 / Math.sqrt(fanIn);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = bound * (2 * random.nextDouble() - 1);
        }
        add(name, Values.matrix(rows, columns, values));
    }

    /** One number everywhere. */
    public void constant(String name, int rows, int columns, double value) {
        double[] values = new double[rows * columns];
        java.util.Arrays.fill(values, value);
        add(name, Values.matrix(rows, columns, values));
    }

    private void add(String name, Matrix matrix) {
        if (matrices.put(name, matrix) != null) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' is added twice; give the networks different names");
        }
    }

    /** What has been added. */
    public Parameters parameters() {
        return Parameters.of(matrices);
    }
}
