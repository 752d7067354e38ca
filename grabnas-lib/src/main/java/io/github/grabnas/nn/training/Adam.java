package io.github.grabnas.nn.training;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Adam (Kingma and Ba, 2015) with weight decay apart from the gradient (Loshchilov and Hutter, 2019), as PyTorch's
 * {@code AdamW}: for every number w with gradient g at step t from 1
 *
 * <pre>
 * w ← w - rate decay w
 * m ← b1 m + (1 - b1) g      v ← b2 v + (1 - b2) g²
 * w ← w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e)
 * </pre>
 *
 * @param schedule of the learning rate
 * @param firstDecay b1
 * @param secondDecay b2
 * @param epsilon e
 * @param weightDecay decay
 */
public record Adam(
        LearningRateSchedule schedule, double firstDecay, double secondDecay, double epsilon, double weightDecay) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a decay of the means is not from 0 to below 1, e is not positive, or the
     *     weight decay is negative or infinite
     */
    public Adam {
        if (!(firstDecay >= 0 && firstDecay < 1 && secondDecay >= 0 && secondDecay < 1)
                || !(epsilon > 0 && Double.isFinite(epsilon))
                || !(weightDecay >= 0 && Double.isFinite(weightDecay))) {
            throw new IllegalArgumentException("b1 " + firstDecay + ", b2 " + secondDecay + ", e " + epsilon
                    + ", weight decay " + weightDecay + ": expected b1 and b2 from 0 to below 1, e above 0, and a "
                    + "weight decay from 0");
        }
    }

    /** With the usual b1 = 0.9, b2 = 0.999, e = 1e-8. */
    public static Adam of(LearningRateSchedule schedule, double weightDecay) {
        return new Adam(schedule, 0.9, 0.999, 1e-8, weightDecay);
    }

    /**
     * Where a training stands.
     *
     * @param step how many steps have been taken
     * @param parameters the weights
     * @param first the running means of the gradient, m
     * @param second those of its square, v
     */
    public record State(long step, Parameters parameters, Parameters first, Parameters second) {

        /** Checks that nothing is missing. */
        public State {
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
        }

        /** At the beginning. */
        public static State of(Parameters parameters) {
            return new State(0, parameters, parameters.times(0), parameters.times(0));
        }
    }

    /**
     * One step. Parameters whose gradient is zero in every number, and always was, are frozen: they are left as they
     * are, without decay.
     */
    public State step(State state, Parameters gradient) {
        long t = state.step() + 1;
        double rate = schedule.rate(state.step());
        double first = 1 - StrictMath.pow(firstDecay, (double) t);
        double second = 1 - StrictMath.pow(secondDecay, (double) t);
        Map<String, Matrix> w = new LinkedHashMap<>();
        Map<String, Matrix> m = new LinkedHashMap<>();
        Map<String, Matrix> v = new LinkedHashMap<>();
        for (String name : state.parameters().names()) {
            double[] weights = state.parameters().get(name).toArray();
            double[] means = state.first().get(name).toArray();
            double[] squares = state.second().get(name).toArray();
            update(weights, means, squares, gradient.get(name).toArray(), rate, first, second);
            Matrix size = state.parameters().get(name);
            w.put(name, Matrix.of(size.rows(), size.columns(), weights));
            m.put(name, Matrix.of(size.rows(), size.columns(), means));
            v.put(name, Matrix.of(size.rows(), size.columns(), squares));
        }
        return new State(t, Parameters.of(w), Parameters.of(m), Parameters.of(v));
    }

    private void update(double[] w, double[] m, double[] v, double[] g, double rate, double first, double second) {
        if (isZero(g) && isZero(m)) {
            return;
        }
        for (int i = 0; i < w.length; i++) {
            w[i] -= rate * weightDecay * w[i];
            m[i] = firstDecay * m[i] + (1 - firstDecay) * g[i];
            v[i] = secondDecay * v[i] + (1 - secondDecay) * g[i] * g[i];
            w[i] -= rate * (m[i] / first) / (Math.sqrt(v[i] / second) + epsilon);
        }
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
