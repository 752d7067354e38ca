package io.github.grabnas.nn.training;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The state of a training between two rounds. It is all that a {@link TrainingLoop} needs to go on: the same state,
 * task and seed give the same training bit for bit.
 *
 * @param optimizer steps taken, weights and moment estimates
 * @param stopping the best parameters so far
 * @param rounds what each round came to, the first one first
 */
public record TrainingState(Adam.State optimizer, EarlyStopping.State stopping, List<Round> rounds) {

    /** Copies the list. */
    public TrainingState {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(stopping, "stopping");
        rounds = List.copyOf(rounds);
    }

    /**
     * A round: some steps, and a validation where there is one.
     *
     * @param step how many steps of the training were done at its end
     * @param loss the mean of the steps' losses
     * @param validationLoss the loss on held-out data at its end; NaN where there is no such data
     */
    public record Round(long step, double loss, double validationLoss) {}

    /** Before the first step. */
    public static TrainingState of(Parameters initial) {
        return new TrainingState(Adam.State.of(initial), EarlyStopping.State.of(initial), List.of());
    }

    /** How many steps have been taken. */
    public long step() {
        return optimizer.step();
    }

    /** The parameters with the lowest validation loss; the last ones where there is no validation. */
    public Parameters best() {
        return stopping.best();
    }

    /** The lowest validation loss; infinite before the first validation, and where there is none. */
    public double bestLoss() {
        return stopping.bestLoss();
    }

    /** A row for every round: steps done, training loss, validation loss. */
    public Matrix curve() {
        double[] values = new double[3 * rounds.size()];
        for (int i = 0; i < rounds.size(); i++) {
            values[3 * i] = rounds.get(i).step();
            values[3 * i + 1] = rounds.get(i).loss();
            values[3 * i + 2] = rounds.get(i).validationLoss();
        }
        return Matrix.of(rounds.size(), 3, values);
    }

    /** The state after one more round. */
    TrainingState after(Adam.State nextOptimizer, EarlyStopping.State nextStopping, Round round) {
        List<Round> all = new ArrayList<>(rounds);
        all.add(round);
        return new TrainingState(nextOptimizer, nextStopping, all);
    }
}
