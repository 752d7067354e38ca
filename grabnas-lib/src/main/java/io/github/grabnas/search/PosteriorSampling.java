package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.SampledPosterior;
import io.github.grabnas.surrogate.SurrogatePosterior;

import java.util.Random;

/**
 * Posterior sampling (Thompson sampling): for each proposal one function is drawn from the posterior, {@code f ~ p(f |
 * D)}, and its maximum is evaluated; pending architectures are left out and nothing is assumed of them (K. Kandasamy,
 * A. Krishnamurthy, J. Schneider and B. Póczos, "Parallelised Bayesian Optimisation via Thompson Sampling", AISTATS
 * 2018, algorithm 1, asyTS).
 *
 * <p>The acquisition function has no part in it, with one evaluation at a time neither. Take it where very many
 * evaluations run at a time: a proposal costs the same however many are pending. It explores more than the others.
 *
 * <p>It needs a surrogate whose posterior is a {@link SampledPosterior}.
 */
public record PosteriorSampling() implements PendingTrials {

    /** The value of the function that was drawn. */
    private static final AcquisitionFunction DRAWN = (mean, standardDeviation, best) -> mean;

    @Override
    public String label() {
        return "posterior-sampling";
    }

    @Override
    public double[] assumed(Prediction pending, double[] observed) {
        return new double[0];
    }

    /**
     * {@inheritDoc} Here the values of a function that is drawn from the posterior, with variances of 0.
     *
     * @throws IllegalArgumentException if no function can be drawn from the posterior
     */
    @Override
    public Prediction predict(SurrogatePosterior model, Candidates candidates, Random random) {
        if (!(model instanceof SampledPosterior sampled)) {
            throw new IllegalArgumentException("posterior-sampling draws functions from a Gaussian process, and "
                    + model.getClass().getSimpleName() + " is none; take kriging-believer or a constant liar");
        }
        return Prediction.of(sampled.sample(candidates, random.nextLong()), new double[candidates.count()]);
    }

    @Override
    public boolean replacesAcquisition() {
        return true;
    }

    @Override
    public AcquisitionFunction acquisition(AcquisitionFunction usual) {
        return DRAWN;
    }
}
