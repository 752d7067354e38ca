package io.github.grabnas.experiment;

import io.github.grabnas.search.Trial;

import java.util.List;

/**
 * One whole search.
 *
 * @param method the method's label
 * @param target the dataset
 * @param pruned how many of the target's best cells were removed from the space
 * @param seed of the search
 * @param trials what was evaluated, in order
 * @param seconds of wall-clock time
 */
public record SearchRun(String method, String target, int pruned, long seed, List<Trial> trials, double seconds) {

    /** Makes the trials immutable. */
    public SearchRun {
        trials = List.copyOf(trials);
    }

    /** The best accuracy after each evaluation, in percent, a new array. */
    public double[] bestSoFar() {
        return trials.stream().mapToDouble(Trial::bestSoFar).toArray();
    }

    /** The best accuracy after a number of evaluations, or after all there were if they are fewer. */
    public double bestAfter(int evaluations) {
        return trials.get(Math.min(evaluations, trials.size()) - 1).bestSoFar();
    }
}
