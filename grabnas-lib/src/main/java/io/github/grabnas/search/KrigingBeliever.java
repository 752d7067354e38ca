package io.github.grabnas.search;

import io.github.grabnas.gp.Prediction;

/**
 * The Kriging believer: a pending architecture x is assumed to reach its posterior mean, {@code y(x) = μ(x | D)} (D.
 * Ginsbourger, R. Le Riche and L. Carraro, "Kriging is Well-Suited to Parallelize Optimization", in Computational
 * Intelligence in Expensive Optimization Problems, Springer 2010, algorithm 1).
 *
 * <p>A surrogate that draws low accuracies towards the others would do so again with a mean that it is told; what is
 * assumed is the accuracy that it reads as the mean.
 *
 * <p>Of a Gaussian process whose standardisation is kept, the mean stays as it is and the variance near x falls as it
 * will when the answer comes. The surrogates here infer their unit from the assumed accuracies as well
 * ({@link PendingTrials}), so that the variance falls elsewhere, too.
 *
 * <p>Take it where the surrogate predicts well; where it is optimistic far from the observations, proposals gather
 * there until an answer comes, and a {@link ConstantLiar} spreads them more.
 */
public record KrigingBeliever() implements PendingTrials {

    @Override
    public String label() {
        return "kriging-believer";
    }

    @Override
    public double[] assumed(Prediction pending, double[] observed) {
        return pending.means();
    }
}
