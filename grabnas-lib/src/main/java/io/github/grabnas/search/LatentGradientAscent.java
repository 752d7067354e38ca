package io.github.grabnas.search;

import io.github.grabnas.surrogate.ConditionedSurrogate;
import io.github.grabnas.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gradient ascent on the posterior mean in the latent space of graphs, eq. 6, repeated:
 * {@code x ← x + η ∇μ(x)}.
 *
 * <p>The gradient is that of μ in the surrogate's standardised unit ({@link ConditionedSurrogate#unit()}), so that one
 * rate serves datasets on which accuracies lie a point apart and datasets on which they lie ten apart.
 *
 * @param rate η, in units of the latent space squared a standardised unit of accuracy, positive
 * @param steps how often, at least 1
 */
public record LatentGradientAscent(double rate, int steps) {

    /** Checks the ranges. */
    public LatentGradientAscent {
        if (!(rate > 0) || Double.isInfinite(rate) || steps < 1) {
            throw new IllegalArgumentException("eta " + rate + ", steps " + steps + ": expected a positive rate and at least 1 step");
        }
    }

    /**
     * A place on the way.
     *
     * @param latent one row
     * @param mean the posterior mean there, in percent
     */
    public record Iterate(Matrix latent, double mean) {
    }

    /**
     * The way from a latent vector, which is its first place; {@code steps + 1} places, fewer if a rate much too high leads
     * beyond all finite numbers.
     */
    public List<Iterate> from(ConditionedSurrogate surrogate, Matrix start) {
        List<Iterate> path = new ArrayList<>();
        path.add(new Iterate(start, surrogate.mean(start.row(0))));
        for (int step = 0; step < steps; step++) {
            Optional<Iterate> next = next(surrogate, path.get(path.size() - 1));
            if (next.isEmpty()) {
                break;
            }
            path.add(next.get());
        }
        return List.copyOf(path);
    }

    /** One step further; empty if no finite place is there. */
    Optional<Iterate> next(ConditionedSurrogate surrogate, Iterate from) {
        double[] at = from.latent().row(0);
        double[] gradient = surrogate.meanGradient(at);
        for (int i = 0; i < at.length; i++) {
            at[i] += rate * gradient[i] / surrogate.unit();
        }
        // Distances are squared; where that overflows there is no mean.
        double squares = Arrays.stream(at).map(x -> x * x).sum();
        return Double.isFinite(squares) ? Optional.of(new Iterate(Matrix.ofRows(at), surrogate.mean(at))) : Optional.empty();
    }
}
