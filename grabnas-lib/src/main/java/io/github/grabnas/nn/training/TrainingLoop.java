package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The loop of every training: draw a batch, compute loss and gradient, clip the gradient, take a step of the optimiser;
 * after every round of steps validate, keep the best parameters, and perhaps stop. It goes from one immutable
 * {@link TrainingState} to the next, so that a training can be inspected, saved and resumed between any two rounds.
 * {@link TrainingRun} drives it.
 *
 * @param optimizer takes the steps
 * @param clipping bounds the gradient
 * @param stopping may end the training early
 * @param steps after which the training ends
 * @param stepsPerRound how many steps are between two validations
 */
public record TrainingLoop(
        Adam optimizer, GradientClipping clipping, EarlyStopping stopping, long steps, int stepsPerRound) {

    /** Checks the counts. */
    public TrainingLoop {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(clipping, "clipping");
        Objects.requireNonNull(stopping, "stopping");
        if (steps < 0 || stepsPerRound < 1) {
            throw new IllegalArgumentException(steps + " steps in rounds of " + stepsPerRound
                    + ": expected 0 or more steps and rounds of at least 1");
        }
    }

    /** How many rounds there are if nothing ends the training early. */
    public int rounds() {
        return Math.toIntExact((steps + stepsPerRound - 1) / stepsPerRound);
    }

    /** Whether all steps are done, or the loop stops early. */
    public boolean isFinished(TrainingState state) {
        return state.step() >= steps || stopping.isReached(state.stopping());
    }

    /**
     * The state after one more round.
     *
     * @param seed of the training
     * @param state that of the training before
     * @throws IllegalStateException if the training is finished, or diverges: a loss or a gradient is not finite. The
     *     state before this round stays good
     */
    public TrainingState next(TrainingTask task, long seed, TrainingState state) {
        if (isFinished(state)) {
            throw new IllegalStateException(
                    "the training is finished after " + state.step() + " of " + steps + " steps");
        }
        Adam.State at = state.optimizer();
        double loss = 0;
        int done = 0;
        while (done < stepsPerRound && at.step() < steps) {
            Tape tape = Tape.recording(at.parameters());
            Variable batchLoss = task.loss(tape, new TrainingStep(seed, at.step()));
            Parameters gradient = tape.gradients(batchLoss).ofParameters();
            requireFinite(batchLoss.value().get(0, 0), gradient.norm(), at.step());
            at = optimizer.step(at, clipping.apply(gradient));
            loss += batchLoss.value().get(0, 0);
            done++;
        }
        Parameters parameters = at.parameters();
        OptionalDouble validation = task.validationLoss(parameters);
        return state.after(
                at,
                state.stopping().after(parameters, validation),
                new TrainingState.Round(at.step(), loss / done, validation.orElse(Double.NaN)));
    }

    private static void requireFinite(double loss, double norm, long step) {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new IllegalStateException("the training diverged at step " + step + ": loss " + loss
                    + ", gradient norm " + norm + "; take a smaller learning rate, or go on from the last saved state");
        }
    }
}
