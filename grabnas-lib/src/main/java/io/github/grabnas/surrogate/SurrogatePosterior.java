package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Prediction;

/** What a {@link Surrogate} predicts after some observations. */
public interface SurrogatePosterior {

    /**
     * Mean and standard deviation of each candidate in one batch, in the unit of the observations.
     *
     * @param candidates encoded by the surrogate that this posterior is of
     */
    Prediction predict(Candidates candidates);

    /**
     * What would be measured of an architecture that reaches a predicted mean: the mean itself, unless the surrogate
     * reads some observations as others.
     */
    default double observationOf(double mean) {
        return mean;
    }
}
