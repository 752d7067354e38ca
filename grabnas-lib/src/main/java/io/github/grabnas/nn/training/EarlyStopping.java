package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Ends a training once the validation loss has not improved for a number of rounds, and keeps the parameters with the
 * lowest one.
 *
 * @param patience after how many rounds without improvement the training ends
 */
public record EarlyStopping(int patience) {

    /** Checks that the patience is positive. */
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience " + patience + ": expected at least 1 round");
        }
    }

    /** Never ends a training before its last step. */
    public static EarlyStopping never() {
        return new EarlyStopping(Integer.MAX_VALUE);
    }

    /**
     * The best parameters so far.
     *
     * @param best the parameters with the lowest validation loss
     * @param bestLoss that loss; infinite before the first validation, and where there is none
     * @param roundsWithoutImprovement validations since
     */
    public record State(Parameters best, double bestLoss, int roundsWithoutImprovement) {

        /** Checks that nothing is missing. */
        public State {
            Objects.requireNonNull(best, "best");
        }

        /** Before the first round. */
        public static State of(Parameters initial) {
            return new State(initial, Double.POSITIVE_INFINITY, 0);
        }

        /**
         * After one more round.
         *
         * @param parameters at its end
         * @param validationLoss theirs; where it is empty, they count as an improvement
         */
        public State after(Parameters parameters, OptionalDouble validationLoss) {
            if (validationLoss.isEmpty()) {
                return new State(parameters, bestLoss, 0);
            }
            double loss = validationLoss.getAsDouble();
            return loss < bestLoss
                    ? new State(parameters, loss, 0)
                    : new State(best, bestLoss, roundsWithoutImprovement + 1);
        }
    }

    /** Whether the patience is exhausted. */
    public boolean isReached(State state) {
        return state.roundsWithoutImprovement() >= patience;
    }
}
