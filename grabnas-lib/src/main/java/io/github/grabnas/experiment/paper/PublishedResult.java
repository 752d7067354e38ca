package io.github.grabnas.experiment.paper;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One accuracy that the paper prints.
 *
 * @param table its number in the paper
 * @param method the method's label, as {@link io.github.grabnas.search.SearchMethod} has it where the library has the
 *     method
 * @param target the dataset's label
 * @param pruned how many of the best cells were removed from the space
 * @param mean in percent
 * @param standardDeviation over the paper's three runs, in percentage points, where one is printed
 * @param source where it is printed
 */
public record PublishedResult(
        int table,
        String method,
        String target,
        int pruned,
        double mean,
        OptionalDouble standardDeviation,
        String source) {

    /** Checks that nothing is missing. */
    public PublishedResult {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(standardDeviation, "standardDeviation");
        Objects.requireNonNull(source, "source");
    }
}
