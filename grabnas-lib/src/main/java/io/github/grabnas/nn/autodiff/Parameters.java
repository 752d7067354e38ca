package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * The weights of one or several networks: immutable matrices by name, such as {@code graph.forward.gate.weight}, in the
 * order in which they were added. Training makes new ones.
 */
public final class Parameters {

    private final Map<String, Matrix> matrices;

    private Parameters(Map<String, Matrix> matrices) {
        this.matrices = matrices;
    }

    /** The given matrices; copied. */
    public static Parameters of(Map<String, Matrix> matrices) {
        return new Parameters(new LinkedHashMap<>(matrices));
    }

    /** The names, in order. */
    public List<String> names() {
        return List.copyOf(matrices.keySet());
    }

    /**
     * The matrix with a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Matrix get(String name) {
        Matrix matrix = matrices.get(name);
        if (matrix == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; expected one of " + names());
        }
        return matrix;
    }

    /** Whether there is a matrix with the name. */
    public boolean contains(String name) {
        return matrices.containsKey(name);
    }

    /** These with one matrix replaced by another of its size, or a new one added. */
    public Parameters with(String name, Matrix matrix) {
        Matrix old = matrices.get(name);
        if (old != null && (old.rows() != matrix.rows() || old.columns() != matrix.columns())) {
            throw new IllegalArgumentException("parameter '" + name + "': " + matrix + " for " + old);
        }
        Map<String, Matrix> changed = new LinkedHashMap<>(matrices);
        changed.put(name, matrix);
        return new Parameters(changed);
    }

    /**
     * These and the others.
     *
     * @throws IllegalArgumentException if both have a matrix of the same name
     */
    public Parameters and(Parameters others) {
        Map<String, Matrix> all = new LinkedHashMap<>(matrices);
        others.matrices.forEach((name, matrix) -> {
            if (all.put(name, matrix) != null) {
                throw new IllegalArgumentException("parameter '" + name + "' is in both sets");
            }
        });
        return new Parameters(all);
    }

    /** Those whose names begin so, such as {@code decoder.}. */
    public Parameters startingWith(String prefix) {
        Map<String, Matrix> chosen = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> {
            if (name.startsWith(prefix)) {
                chosen.put(name, matrix);
            }
        });
        return new Parameters(chosen);
    }

    /** The same under names that begin with a prefix, such as {@code generator/}. */
    public Parameters withPrefix(String prefix) {
        Map<String, Matrix> named = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> named.put(prefix + name, matrix));
        return new Parameters(named);
    }

    /** Those whose names begin with a prefix, under their names without it: the inverse of {@link #withPrefix}. */
    public Parameters withoutPrefix(String prefix) {
        Map<String, Matrix> named = new LinkedHashMap<>();
        matrices.forEach((name, matrix) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), matrix);
            }
        });
        return new Parameters(named);
    }

    /** These, each rounded to the nearest number of single precision: a file of them takes half the space. */
    public Parameters inSinglePrecision() {
        Map<String, Matrix> rounded = new LinkedHashMap<>();
        matrices.forEach((name, m) -> rounded.put(name, m.inSinglePrecision()));
        return new Parameters(rounded);
    }

    /** How many numbers there are in all. */
    public long count() {
        return matrices.values().stream()
                .mapToLong(m -> (long) m.rows() * m.columns())
                .sum();
    }

    /** The root of the sum of all squares. */
    public double norm() {
        double sum = 0;
        for (Matrix m : matrices.values()) {
            for (double v : Values.of(m)) {
                sum += v * v;
            }
        }
        return Math.sqrt(sum);
    }

    /** The first 16 digits of the SHA-256 of all names, sizes and numbers. */
    public String checksum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            matrices.forEach((name, m) -> {
                digest.update((name + " " + m.rows() + " " + m.columns() + "\n").getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.allocate(8 * Values.of(m).length);
                for (double v : Values.of(m)) {
                    bytes.putDouble(v);
                }
                digest.update(bytes.array());
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether all numbers are finite. */
    public boolean isFinite() {
        return matrices.values().stream().allMatch(Matrix::isFinite);
    }

    /** All numbers multiplied by a factor. */
    public Parameters times(double factor) {
        Map<String, Matrix> scaled = new LinkedHashMap<>();
        matrices.forEach((name, m) -> {
            double[] values = m.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            scaled.put(name, Values.matrix(m.rows(), m.columns(), values));
        });
        return new Parameters(scaled);
    }

    /** Matrix by matrix a function of these and the others'. */
    Parameters zip(Parameters others, BinaryOperator<Matrix> function) {
        checkNames(others.matrices.keySet());
        Map<String, Matrix> result = new LinkedHashMap<>();
        matrices.forEach((name, m) -> result.put(name, function.apply(m, others.get(name))));
        return new Parameters(result);
    }

    private void checkNames(Set<String> others) {
        if (!others.equals(matrices.keySet())) {
            List<String> missing = new ArrayList<>(matrices.keySet());
            missing.removeAll(others);
            List<String> unknown = new ArrayList<>(others);
            unknown.removeAll(matrices.keySet());
            throw new IllegalArgumentException("other parameters: missing " + missing + ", unknown " + unknown);
        }
    }

    /**
     * Checks that these are just the parameters that a network asks for.
     *
     * @throws IllegalArgumentException if a name is missing or unknown, or a size differs
     */
    public Parameters checkedAgainst(Parameters expected) {
        expected.zip(this, (e, m) -> {
            if (e.rows() != m.rows() || e.columns() != m.columns()) {
                throw new IllegalArgumentException("parameters do not fit the network: " + m + " where it has " + e);
            }
            return m;
        });
        return this;
    }

    /** Equal names in equal order with matrices equal in every bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters p && p.names().equals(names()) && p.matrices.equals(matrices);
    }

    @Override
    public int hashCode() {
        return matrices.hashCode();
    }

    @Override
    public String toString() {
        return matrices.size() + " matrices with " + count() + " numbers";
    }
}
