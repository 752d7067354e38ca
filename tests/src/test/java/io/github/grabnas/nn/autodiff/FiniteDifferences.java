package io.github.grabnas.nn.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.linalg.Matrix;

import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Compares the gradients that a tape computes with central differences, for every parameter and for the input, number
 * by number (or for some of them, drawn by chance, where there are many).
 */
public final class FiniteDifferences {

    private static final double STEP = 1e-5;
    private static final int MOST = 25;

    private FiniteDifferences() {}

    /**
     * Checks a network of one input.
     *
     * @param network from the tape's input to any matrix; made a number by weights drawn by chance
     */
    public static void check(Parameters parameters, Matrix input, BiFunction<Tape, Variable, Variable> network) {
        Tape tape = Tape.recording(parameters);
        Variable x = tape.input(input);
        Gradients gradients = tape.gradients(number(tape, network.apply(tape, x)));
        Parameters ofParameters = gradients.ofParameters();
        Function<Parameters, Double> byParameters = p -> value(p, input, network);
        int checked = 0;
        int nonZero = 0;
        for (String name : parameters.names()) {
            Matrix m = parameters.get(name);
            for (int at : places(m)) {
                double value = m.get(at / m.columns(), at % m.columns());
                double difference = (byParameters.apply(parameters.with(name, set(m, at, value + STEP)))
                                - byParameters.apply(parameters.with(name, set(m, at, value - STEP))))
                        / (2 * STEP);
                double gradient = ofParameters.get(name).get(at / m.columns(), at % m.columns());
                assertClose(name + " at " + at, gradient, difference);
                checked++;
                nonZero += Math.abs(gradient) > 1e-9 ? 1 : 0;
            }
        }
        for (int at : places(input)) {
            double value = input.get(at / input.columns(), at % input.columns());
            double difference = (value(parameters, set(input, at, value + STEP), network)
                            - value(parameters, set(input, at, value - STEP), network))
                    / (2 * STEP);
            double gradient = gradients.of(x).get(at / input.columns(), at % input.columns());
            assertClose("input at " + at, gradient, difference);
            checked++;
            nonZero += Math.abs(gradient) > 1e-9 ? 1 : 0;
        }
        assertThat(checked).as("numbers compared").isGreaterThan(0);
        assertThat(nonZero > checked / 4).as("enough gradients are not zero").isTrue();
    }

    private static void assertClose(String what, double gradient, double difference) {
        assertThat(gradient)
                .as(what)
                .isCloseTo(difference, org.assertj.core.data.Offset.offset(1e-7 + 1e-6 * Math.abs(difference)));
    }

    private static int[] places(Matrix m) {
        int size = m.rows() * m.columns();
        return new SplittableRandom(size)
                .ints(Math.min(size, MOST) * 2L, 0, Math.max(1, size))
                .distinct()
                .limit(Math.min(size, MOST))
                .toArray();
    }

    private static Matrix set(Matrix m, int at, double value) {
        return m.with(at / m.columns(), at % m.columns(), value);
    }

    private static double value(Parameters p, Matrix input, BiFunction<Tape, Variable, Variable> network) {
        Tape tape = Tape.forward(p);
        return number(tape, network.apply(tape, tape.input(input))).value().get(0, 0);
    }

    private static Variable number(Tape tape, Variable result) {
        return result.hadamard(tape.constant(random(result.rows(), result.columns(), 99)))
                .sum();
    }

    /** A matrix of normally distributed numbers. */
    public static Matrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Matrix.of(rows, columns, values);
    }
}
