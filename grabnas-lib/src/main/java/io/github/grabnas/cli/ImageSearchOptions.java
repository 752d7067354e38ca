package io.github.grabnas.cli;

import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.experiment.images.CostLimits;
import io.github.grabnas.experiment.images.SearchBudget;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of a search on somebody's own images, besides those of any search. */
final class ImageSearchOptions {

    @Option(
            names = "--minutes",
            converter = Positive.class,
            paramLabel = "M",
            description = "With --images alone: wall-clock time for everything, final training included.")
    private Optional<Double> minutes = Optional.empty();

    @Option(
            names = "--max-parameters",
            converter = Positive.class,
            paramLabel = "P",
            description = "With --images alone: weights of the final network at most.")
    private Optional<Double> maxParameters = Optional.empty();

    @Option(
            names = "--max-flops",
            converter = Positive.class,
            paramLabel = "F",
            description = "With --images alone: multiply-adds for one image at most.")
    private Optional<Double> maxFlops = Optional.empty();

    @Option(
            names = "--max-milliseconds",
            converter = Positive.class,
            paramLabel = "T",
            description = "With --images alone: milliseconds for one image at most, on one thread of this machine: "
                    + "estimated while searching, measured of what is trained at last.")
    private Optional<Double> maxMilliseconds = Optional.empty();

    /** A number above 0. */
    static final class Positive implements ITypeConverter<Double> {

        private static final double MOST = 1e15;

        @Override
        public Double convert(String text) {
            double number;
            try {
                number = DecimalNumber.parse(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(e.getMessage());
            }
            if (!(number > 0 && number <= MOST)) {
                throw new TypeConversionException("'" + text + "'; expected a number above 0, at most 1e15");
            }
            return number;
        }
    }

    /** Whether one of them was given. */
    boolean isGiven() {
        return minutes.isPresent() || maxParameters.isPresent() || maxFlops.isPresent() || maxMilliseconds.isPresent();
    }

    /**
     * How much the search may take.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    SearchBudget budget(Optional<Integer> evaluations) {
        if (evaluations.isEmpty() && minutes.isEmpty()) {
            throw new IllegalArgumentException("how long may it take? give --minutes M, --budget N, or both");
        }
        return new SearchBudget(
                evaluations.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                minutes.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }

    /** What the final network may cost. */
    CostLimits limits() {
        return new CostLimits(
                maxParameters
                        .map(p -> OptionalLong.of(Math.max(1, p.longValue())))
                        .orElseGet(OptionalLong::empty),
                maxFlops.map(f -> OptionalLong.of(Math.max(1, f.longValue()))).orElseGet(OptionalLong::empty),
                maxMilliseconds.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }
}
