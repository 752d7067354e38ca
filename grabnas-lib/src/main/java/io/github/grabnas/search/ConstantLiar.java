package io.github.grabnas.search;

import io.github.grabnas.gp.Prediction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * The constant liar: every pending architecture is assumed to reach the same accuracy L, the worst, the mean or the
 * best of those observed so far (D. Ginsbourger, R. Le Riche and L. Carraro, "Kriging is Well-Suited to Parallelize
 * Optimization", in Computational Intelligence in Expensive Optimization Problems, Springer 2010, algorithm 2).
 *
 * <p>The worse the lie, the further proposals keep away from what is pending. Take it instead of the
 * {@link KrigingBeliever} where the surrogate can be wrong. Where it was right, on CIFAR-100's table with meta-trained
 * networks, the lie {@link Lie#MIN} needed up to twice the evaluations ({@code docs/scale-out.md}).
 *
 * @param lie which of the observed accuracies is assumed
 */
public record ConstantLiar(Lie lie) implements PendingTrials {

    /** Checks that nothing is missing. */
    public ConstantLiar {
        Objects.requireNonNull(lie, "lie");
    }

    /** What is assumed. */
    public enum Lie {
        /** The lowest accuracy observed: proposals spread the most. */
        MIN,
        /** The mean of the accuracies observed. */
        MEAN,
        /** The highest accuracy observed: proposals stay close together. */
        MAX
    }

    @Override
    public String label() {
        return "constant-liar-" + lie.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double[] assumed(Prediction pending, double[] observed) {
        double[] lies = new double[pending.count()];
        Arrays.fill(
                lies,
                switch (lie) {
                    case MIN -> Arrays.stream(observed).min().orElseThrow();
                    case MEAN -> Arrays.stream(observed).average().orElseThrow();
                    case MAX -> Arrays.stream(observed).max().orElseThrow();
                });
        return lies;
    }
}
