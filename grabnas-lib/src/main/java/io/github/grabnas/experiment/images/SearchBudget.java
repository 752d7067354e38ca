package io.github.grabnas.experiment.images;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much a search may take: so many evaluations, so many minutes, or both, of which the first that is reached ends
 * it.
 *
 * @param evaluations distinct architectures that are evaluated, each by its training or an equivalent one's; empty for
 *     as many as the minutes allow
 * @param minutes of wall-clock time for everything, final training included; empty for no limit
 */
public record SearchBudget(OptionalInt evaluations, OptionalDouble minutes) {

    /** Checks the numbers. */
    public SearchBudget {
        if (evaluations.isEmpty() && minutes.isEmpty()) {
            throw new IllegalArgumentException("no budget: expected evaluations, minutes, or both");
        }
        if (evaluations.orElse(1) < 1 || !(minutes.orElse(1) > 0) || Double.isInfinite(minutes.orElse(1))) {
            throw new IllegalArgumentException(
                    "budget of " + evaluations + " evaluations, " + minutes + " minutes: expected positive ones");
        }
    }

    /** So many evaluations, however long they take. */
    public static SearchBudget ofEvaluations(int evaluations) {
        return new SearchBudget(OptionalInt.of(evaluations), OptionalDouble.empty());
    }

    /** So many minutes. */
    public static SearchBudget ofMinutes(double minutes) {
        return new SearchBudget(OptionalInt.empty(), OptionalDouble.of(minutes));
    }

    /** The minutes in seconds; infinite without a limit. */
    public double seconds() {
        return 60 * minutes.orElse(Double.POSITIVE_INFINITY);
    }
}
