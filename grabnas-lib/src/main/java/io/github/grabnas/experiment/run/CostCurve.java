package io.github.grabnas.experiment.run;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a method had found for what it had cost; a single point for a method that evaluates one architecture.
 *
 * @param method the method's label
 * @param kind how the costs are known, such as {@code measured} or {@code published}
 * @param points in the order of their cost
 */
public record CostCurve(String method, Kind kind, List<CostPoint> points) {

    /** How costs are known. */
    public enum Kind {
        /** Measured here: seconds of the search and of the trainings of what it evaluated. */
        MEASURED,
        /** The benchmark's seconds of training; the search itself is left out. */
        BENCHMARK,
        /** Published with the method, on its authors' hardware. */
        PUBLISHED;

        /** The name in files and legends. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A point.
     *
     * @param evaluations architectures evaluated so far
     * @param seconds mean over seeds of what they cost
     * @param mean of the best accuracy so far over seeds, in percent
     * @param standardDeviation of the same, in percentage points, where it is known
     */
    public record CostPoint(int evaluations, double seconds, double mean, OptionalDouble standardDeviation) {

        /** Checks that nothing is missing. */
        public CostPoint {
            Objects.requireNonNull(standardDeviation, "standardDeviation");
        }
    }

    /** Makes the list immutable. */
    public CostCurve {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(kind, "kind");
        points = List.copyOf(points);
    }

    /** The name in a legend. */
    public String name() {
        return kind == Kind.PUBLISHED ? method + " (published)" : method;
    }
}
