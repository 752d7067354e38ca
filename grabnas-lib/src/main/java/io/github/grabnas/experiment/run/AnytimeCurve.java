package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The best accuracy so far of one method's searches against the number of evaluations.
 *
 * @param method the method's label
 * @param bestSoFar for each number of evaluations, from 1, what is reported of the best so far of all searches
 *     ({@link SearchRun#reportedAfter}), in percent
 */
public record AnytimeCurve(String method, List<Summary> bestSoFar) {

    /** Makes the list immutable. */
    public AnytimeCurve {
        Objects.requireNonNull(method, "method");
        bestSoFar = List.copyOf(bestSoFar);
    }

    /**
     * The curve over searches with several seeds, up to the end of the longest; a shorter one keeps its last value.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static AnytimeCurve of(List<SearchRun> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("an anytime curve of no searches; expected at least one");
        }
        int last = runs.stream().mapToInt(run -> run.trials().size()).max().orElseThrow();
        return new AnytimeCurve(
                runs.get(0).method(),
                IntStream.rangeClosed(1, last)
                        .mapToObj(evaluations -> Summary.of(runs.stream()
                                .mapToDouble(run -> run.reportedAfter(evaluations))
                                .toArray()))
                        .toList());
    }
}
