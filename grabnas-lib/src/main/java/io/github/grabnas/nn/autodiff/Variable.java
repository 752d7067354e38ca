package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.MatrixKernels;

import java.util.Arrays;

/**
 * A matrix that a {@link Tape} computed or was given, and the operations on it. Every operation gives a new variable;
 * sizes are checked.
 */
public final class Variable {

    /** From the gradient of a result to those of what it was made from, added to them. */
    interface Backward {
        void propagate(double[] upstream);
    }

    private final Tape tape;
    private final Matrix value;
    private final boolean requiresGradient;
    private final Backward backward;
    private double[] gradient = {};

    Variable(Tape tape, Matrix value, boolean requiresGradient, Backward backward) {
        this.tape = tape;
        this.value = value;
        this.requiresGradient = requiresGradient;
        this.backward = backward;
    }

    /** What was computed. */
    public Matrix value() {
        return value;
    }

    /** The number of rows. */
    public int rows() {
        return value.rows();
    }

    /** The number of columns. */
    public int columns() {
        return value.columns();
    }

    /** The tape on which this stands. */
    public Tape tape() {
        return tape;
    }

    boolean requiresGradient() {
        return requiresGradient;
    }

    double[] values() {
        return Values.of(value);
    }

    /** The gradient so far, of the value's size. */
    double[] gradient() {
        if (gradient.length == 0) {
            gradient = new double[Values.of(value).length];
        }
        return gradient;
    }

    void propagate() {
        if (gradient.length > 0) {
            backward.propagate(gradient);
        }
    }

    /** The matrix product of this, n x k, and the other, k x m. */
    public Variable times(Variable right) {
        int n = rows();
        int k = columns();
        int m = right.columns();
        if (right.rows() != k) {
            throw sizes("times", right);
        }
        MatrixKernels kernels = MatrixKernels.best();
        double[] product = new double[n * m];
        kernels.multiplyAdd(values(), right.values(), product, n, k, m);
        Backward backwards = upstream -> {
            if (requiresGradient) {
                double[] transposed = MatrixKernels.transpose(right.values(), k, m);
                kernels.multiplyAdd(upstream, transposed, gradient(), n, m, k);
            }
            if (right.requiresGradient) {
                double[] transposed = MatrixKernels.transpose(values(), n, k);
                kernels.multiplyAdd(transposed, upstream, right.gradient(), k, n, m);
            }
        };
        return tape.record(Values.matrix(n, m, product), backwards, this, right);
    }

    /** The sum of two of one size. */
    public Variable plus(Variable other) {
        if (other.rows() != rows() || other.columns() != columns()) {
            throw sizes("plus", other);
        }
        double[] a = values();
        double[] b = other.values();
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return tape.record(
                Values.matrix(rows(), columns(), sum),
                upstream -> {
                    add(upstream, this);
                    add(upstream, other);
                },
                this,
                other);
    }

    private static void add(double[] upstream, Variable to) {
        if (to.requiresGradient) {
            double[] g = to.gradient();
            for (int i = 0; i < g.length; i++) {
                g[i] += upstream[i];
            }
        }
    }

    /** The same 1 x m row added to every row. */
    public Variable addRowVector(Variable row) {
        int n = rows();
        int m = columns();
        if (row.rows() != 1 || row.columns() != m) {
            throw sizes("addRowVector", row);
        }
        double[] sum = values().clone();
        double[] r = row.values();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                sum[i * m + j] += r[j];
            }
        }
        return tape.record(
                Values.matrix(n, m, sum),
                upstream -> {
                    add(upstream, this);
                    if (row.requiresGradient) {
                        double[] g = row.gradient();
                        for (int i = 0; i < n; i++) {
                            for (int j = 0; j < m; j++) {
                                g[j] += upstream[i * m + j];
                            }
                        }
                    }
                },
                this,
                row);
    }

    /** The product element by element of two of one size. */
    public Variable hadamard(Variable other) {
        if (other.rows() != rows() || other.columns() != columns()) {
            throw sizes("hadamard", other);
        }
        double[] a = values();
        double[] b = other.values();
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
        return tape.record(
                Values.matrix(rows(), columns(), product),
                upstream -> {
                    if (requiresGradient) {
                        double[] g = gradient();
                        for (int i = 0; i < g.length; i++) {
                            g[i] += upstream[i] * b[i];
                        }
                    }
                    if (other.requiresGradient) {
                        double[] g = other.gradient();
                        for (int i = 0; i < g.length; i++) {
                            g[i] += upstream[i] * a[i];
                        }
                    }
                },
                this,
                other);
    }

    /** All elements multiplied by a number. */
    public Variable scale(double factor) {
        double[] scaled = values().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return tape.record(
                Values.matrix(rows(), columns(), scaled),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += factor * upstream[i];
                    }
                },
                this);
    }

    /** {@code 1 / (1 + exp(-x))}, element by element. */
    public Variable sigmoid() {
        double[] y = values().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = Activation.sigmoid(y[i]);
        }
        return tape.record(
                Values.matrix(rows(), columns(), y),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += upstream[i] * y[i] * (1 - y[i]);
                    }
                },
                this);
    }

    /** The hyperbolic tangent, element by element. */
    public Variable tanh() {
        double[] y = values().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = Activation.tanh(y[i]);
        }
        return tape.record(
                Values.matrix(rows(), columns(), y),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += upstream[i] * (1 - y[i] * y[i]);
                    }
                },
                this);
    }

    /** {@code e^x}, element by element. */
    public Variable exp() {
        double[] y = values().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = StrictMath.exp(y[i]);
        }
        return tape.record(
                Values.matrix(rows(), columns(), y),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += upstream[i] * y[i];
                    }
                },
                this);
    }

    /** {@code max(0, x)}, element by element. */
    public Variable relu() {
        double[] x = values();
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, x[i]);
        }
        return tape.record(
                Values.matrix(rows(), columns(), y),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += x[i] > 0 ? upstream[i] : 0;
                    }
                },
                this);
    }

    /** This and another of as many rows, side by side. */
    public Variable concatColumns(Variable right) {
        if (right.rows() != rows()) {
            throw sizes("concatColumns", right);
        }
        int n = rows();
        int a = columns();
        int b = right.columns();
        double[] both = new double[n * (a + b)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(values(), i * a, both, i * (a + b), a);
            System.arraycopy(right.values(), i * b, both, i * (a + b) + a, b);
        }
        return tape.record(
                Values.matrix(n, a + b, both),
                upstream -> {
                    addColumns(upstream, a + b, 0, this);
                    addColumns(upstream, a + b, a, right);
                },
                this,
                right);
    }

    private static void addColumns(double[] upstream, int width, int from, Variable to) {
        if (to.requiresGradient) {
            double[] g = to.gradient();
            int m = to.columns();
            for (int i = 0; i < to.rows(); i++) {
                for (int j = 0; j < m; j++) {
                    g[i * m + j] += upstream[i * width + from + j];
                }
            }
        }
    }

    /** Some rows in the given order; a row may be taken more than once. */
    public Variable rows(int... which) {
        return RowSum.rows(this, which);
    }

    /** The sum of all elements, 1 x 1. */
    public Variable sum() {
        double total = 0;
        for (double v : values()) {
            total += v;
        }
        return tape.record(
                Values.matrix(1, 1, new double[] {total}),
                upstream -> {
                    double[] g = gradient();
                    for (int i = 0; i < g.length; i++) {
                        g[i] += upstream[0];
                    }
                },
                this);
    }

    /** The mean of all elements, 1 x 1. */
    public Variable mean() {
        return sum().scale(1.0 / Values.of(value).length);
    }

    private IllegalArgumentException sizes(String operation, Variable other) {
        return new IllegalArgumentException(operation + ": " + value + " and " + other.value + " do not fit");
    }

    @Override
    public String toString() {
        return value
                + (requiresGradient ? " with gradient" : "")
                + (Values.of(value).length <= 8 ? " " + Arrays.toString(Values.of(value)) : "");
    }
}
