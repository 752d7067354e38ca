package io.github.grabnas.search;

import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.surrogate.EmbeddingPosterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gradient ascent on the posterior mean in the latent space of graphs, eq. 6, repeated: {@code x ← x + η ∇μ(x)}.
 *
 * <p>Both are measured in units that do not depend on the dataset or the encoder: μ in the surrogate's standardised
 * unit ({@link EmbeddingPosterior#outputScale()}), so that one rate serves datasets on which accuracies lie a point
 * apart and datasets on which they lie ten apart; x in distances between neighbouring cells
 * ({@link EmbeddingPosterior#neighbourDistance()}).
 *
 * @param rate η, in neighbours' distances squared a standardised unit of accuracy, positive
 * @param steps how often, at least 1
 */
public record LatentGradientAscent(double rate, int steps) {

    /** Checks the ranges. */
    public LatentGradientAscent {
        if (!(rate > 0) || Double.isInfinite(rate) || steps < 1) {
            throw new IllegalArgumentException(
                    "eta " + rate + ", steps " + steps + ": expected a positive rate and at least 1 step");
        }
    }

    /**
     * A point of the trajectory.
     *
     * @param embedding one row
     * @param mean the posterior mean there, in the unit of the observations
     * @param gradient of the posterior mean with respect to the embedding, one row
     */
    public record Iterate(Matrix embedding, double mean, Matrix gradient) {}

    /**
     * The trajectory from an embedding, which is its first iterate; {@code steps + 1} iterates, fewer if a rate much
     * too high leads beyond all finite numbers.
     */
    public List<Iterate> from(EmbeddingPosterior posterior, Matrix start) {
        List<Iterate> trajectory = new ArrayList<>();
        trajectory.add(at(posterior, start.row(0)));
        for (int step = 0; step < steps; step++) {
            Optional<Iterate> next = next(posterior, trajectory.get(trajectory.size() - 1));
            if (next.isEmpty()) {
                break;
            }
            trajectory.add(next.get());
        }
        return List.copyOf(trajectory);
    }

    private static Iterate at(EmbeddingPosterior posterior, double[] embedding) {
        MeanAndGradient there = posterior.meanAndGradient(embedding);
        return new Iterate(Matrix.ofRows(embedding), there.mean(), Matrix.ofRows(there.gradient()));
    }

    /** One step further; empty if it leads beyond all finite numbers. */
    Optional<Iterate> next(EmbeddingPosterior posterior, Iterate from) {
        double[] at = from.embedding().row(0);
        double length = posterior.neighbourDistance();
        double step = rate * length * length / posterior.outputScale();
        for (int i = 0; i < at.length; i++) {
            at[i] += step * from.gradient().get(0, i);
        }
        // Distances are squared; where that overflows there is no mean.
        double squares = Arrays.stream(at).map(x -> x * x).sum();
        return Double.isFinite(squares) ? Optional.of(at(posterior, at)) : Optional.empty();
    }
}
