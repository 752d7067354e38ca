package io.github.grabnas.surrogate;

/** A posterior from which whole functions can be drawn, not only each candidate's own normal distribution. */
public interface SampledPosterior extends SurrogatePosterior {

    /**
     * The values of one function drawn from the posterior, without observation noise, in the unit of the observations.
     *
     * @param candidates encoded by the surrogate that this posterior is of
     * @param seed decides which function
     * @return one value a candidate, a new array
     */
    double[] sample(Candidates candidates, long seed);
}
