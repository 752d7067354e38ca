package io.github.grabnas.experiment.paper;

import io.github.grabnas.data.DecimalNumber;

import java.util.List;
import java.util.Objects;

/**
 * What searches cost by their publications, from the library's file {@code published-costs.csv}. None of it was
 * measured here, and the hardware is the authors'.
 *
 * @param costs one for each method and target
 */
public record PublishedCosts(List<Cost> costs) {

    private static final String FILE = "published-costs.csv";
    private static final double SECONDS_A_DAY = 86_400;

    /**
     * One cost.
     *
     * @param target the dataset's label
     * @param method the method's label
     * @param gpuDays as printed
     * @param source where it is printed
     */
    public record Cost(String target, String method, double gpuDays, String source) {

        /** Checks that nothing is missing. */
        public Cost {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(source, "source");
        }

        /** The same in seconds of a GPU. */
        public double seconds() {
            return gpuDays * SECONDS_A_DAY;
        }
    }

    /** Makes the list immutable. */
    public PublishedCosts {
        costs = List.copyOf(costs);
    }

    /** The costs that come with the library. */
    public static PublishedCosts read() {
        return new PublishedCosts(PublishedLines.read(
                FILE,
                line -> new Cost(
                        line.getField("target"),
                        line.getField("method"),
                        DecimalNumber.parse(line.getField("gpu_days")),
                        line.getField("source"))));
    }

    /** Those of one target. */
    public List<Cost> on(String target) {
        return costs.stream().filter(c -> c.target().equals(target)).toList();
    }
}
