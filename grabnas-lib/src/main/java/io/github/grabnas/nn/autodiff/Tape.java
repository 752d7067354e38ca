package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.Matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Records the operations that compute a number from {@link Parameters} and inputs. {@link #gradients} then computes the
 * number's gradient by reverse-mode differentiation: it goes through the recorded operations from the last to the
 * first.
 *
 * <pre>{@code
 * Tape tape = Tape.recording(parameters);
 * Variable x = tape.input(latent);
 * Variable loss = network.apply(tape, x).sum();
 * Gradients gradients = tape.gradients(loss);
 * Parameters step = gradients.ofParameters();
 * Matrix uphill = gradients.of(x);
 * }</pre>
 *
 * <p>A tape is for one computation by one thread. When that thread is interrupted, the next operation ends the
 * computation with a {@link CancellationException}; so trainings and searches with networks stop when a notebook's cell
 * is interrupted.
 */
public final class Tape {

    private final Parameters parameters;
    private final boolean recording;
    private final String trained;
    private final Map<String, Variable> used = new LinkedHashMap<>();
    private final List<Variable> recorded = new ArrayList<>();
    private boolean differentiated;

    private Tape(Parameters parameters, boolean recording, String trained) {
        this.parameters = parameters;
        this.recording = recording;
        this.trained = trained;
    }

    /** A tape that can compute gradients. */
    public static Tape recording(Parameters parameters) {
        return new Tape(parameters, true, "");
    }

    /**
     * A tape that computes gradients with respect to those parameters only whose names begin so; the others are frozen.
     */
    public static Tape recording(Parameters parameters, String trained) {
        return new Tape(parameters, true, trained);
    }

    /** A tape that records nothing, for computing values only. */
    public static Tape forward(Parameters parameters) {
        return new Tape(parameters, false, "");
    }

    /**
     * A parameter as a variable.
     *
     * @throws IllegalArgumentException if there is no parameter of the name
     */
    public Variable parameter(String name) {
        return used.computeIfAbsent(
                name, n -> new Variable(this, parameters.get(n), recording && n.startsWith(trained), gradient -> {}));
    }

    /** A matrix that requires no gradient. */
    public Variable constant(Matrix matrix) {
        return new Variable(this, matrix, false, gradient -> {});
    }

    /** A matrix whose gradient can be computed, if the tape records. */
    public Variable input(Matrix matrix) {
        return new Variable(this, matrix, recording, gradient -> {});
    }

    /**
     * A number computed outside the tape from some variables, whose gradients are known: the way in for a loss that has
     * a closed form, such as a Gaussian process's marginal likelihood.
     *
     * @param value the number
     * @param from what it was computed from
     * @param gradients of the number with respect to each of them, in order
     */
    public Variable external(double value, List<Variable> from, List<Matrix> gradients) {
        for (int k = 0; k < from.size(); k++) {
            if (gradients.get(k).rows() != from.get(k).rows()
                    || gradients.get(k).columns() != from.get(k).columns()) {
                throw new IllegalArgumentException(
                        "gradient: " + gradients.get(k) + " for " + from.get(k).value());
            }
        }
        return record(
                Values.matrix(1, 1, new double[] {value}),
                upstream -> {
                    for (int k = 0; k < from.size(); k++) {
                        if (from.get(k).requiresGradient()) {
                            double[] to = from.get(k).gradient();
                            double[] g = Values.of(gradients.get(k));
                            for (int i = 0; i < to.length; i++) {
                                to[i] += upstream[0] * g[i];
                            }
                        }
                    }
                },
                from.toArray(Variable[]::new));
    }

    /** Records a result with the function that passes its gradient on to the variables it was computed from. */
    Variable record(Matrix value, Variable.Backward backward, Variable... from) {
        stopIfInterrupted();
        boolean required = false;
        for (Variable v : from) {
            if (v.tape() != this) {
                throw new IllegalArgumentException("an operation on variables of two tapes; compute both on one tape");
            }
            required |= v.requiresGradient();
        }
        if (differentiated) {
            throw new IllegalStateException("the gradients of this tape were computed; begin a new tape");
        }
        Variable result = new Variable(this, value, required, backward);
        if (required) {
            recorded.add(result);
        }
        return result;
    }

    private static void stopIfInterrupted() {
        if (Thread.interrupted()) {
            throw new CancellationException("the computation was interrupted; what was saved before is kept");
        }
    }

    /**
     * The gradients of a number. It can be asked for once, also where an interrupt ends the computation.
     *
     * @param number a 1 x 1 variable of this tape
     * @throws IllegalStateException if the tape records nothing, or gradients were already asked for
     */
    public Gradients gradients(Variable number) {
        if (!recording) {
            throw new IllegalStateException("this tape computes values only; use Tape.recording");
        }
        if (differentiated || recorded.isEmpty()) {
            throw new IllegalStateException(
                    "no operation on this tape requires a gradient, or the gradients were already computed");
        }
        if (number.tape() != this) {
            throw new IllegalArgumentException("the number is of another tape; ask that one for its gradients");
        }
        if (number.value().rows() != 1 || number.value().columns() != 1) {
            throw new IllegalArgumentException("gradients are those of a number; got a " + number.value());
        }
        differentiated = true;
        number.gradient()[0] = 1;
        for (int i = recorded.size() - 1; i >= 0; i--) {
            stopIfInterrupted();
            recorded.get(i).propagate();
        }
        recorded.clear();
        return new Gradients(parameters, used);
    }
}
