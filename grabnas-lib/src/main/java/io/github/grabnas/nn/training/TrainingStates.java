package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the states of a training are kept while it runs, so that it can be resumed after a kill. A training may have
 * several stages, one after the other; each has a state of its own.
 */
public interface TrainingStates {

    /** The state that was saved last for a stage; empty where there is none. */
    Optional<TrainingState> find(String stage);

    /**
     * Saves the state of a stage in place of an earlier one.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void save(String stage, TrainingState state);

    /**
     * Takes a stage to its end: from the state that was saved last, or from its beginning. The state is saved after
     * every round.
     *
     * @param seed decides all random draws
     * @param initial gives the parameters at the beginning; called only where no state was saved
     * @param listener is called after every round, once its state has been saved
     * @return the last state
     */
    default TrainingState complete(
            String stage,
            TrainingLoop loop,
            TrainingTask task,
            long seed,
            Supplier<Parameters> initial,
            Consumer<TrainingProgress> listener) {
        TrainingRun run =
                new TrainingRun(stage, loop, task, seed, find(stage).orElseGet(() -> TrainingState.of(initial.get())));
        return run.complete(progress -> {
            save(stage, run.state());
            listener.accept(progress);
        });
    }

    /** Keeps nothing. */
    static TrainingStates none() {
        return new TrainingStates() {

            @Override
            public Optional<TrainingState> find(String stage) {
                return Optional.empty();
            }

            @Override
            public void save(String stage, TrainingState state) {
                // Nothing is kept.
            }
        };
    }
}
