package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;

import java.util.function.Consumer;

/**
 * A training under way. It can be taken round by round or to its end.
 *
 * <pre>{@code
 * TrainingRun run = new TrainingRun("decoder", loop, task, seed, TrainingState.of(parameters));
 * run.advance();
 * TrainingState state = run.state();
 * run.complete(progress -> System.out.println(progress.loss()));
 * }</pre>
 *
 * <p>A run is for one thread.
 */
public final class TrainingRun {

    private final String stage;
    private final TrainingLoop loop;
    private final TrainingTask task;
    private final long seed;
    private TrainingState state;

    /**
     * A run from a state.
     *
     * @param stage its name in {@link TrainingProgress}
     * @param seed decides all random draws
     * @param state {@link TrainingState#of(Parameters)} to begin, or the state of another run with the same loop, task
     *     and seed
     */
    public TrainingRun(String stage, TrainingLoop loop, TrainingTask task, long seed, TrainingState state) {
        this.stage = stage;
        this.loop = loop;
        this.task = task;
        this.seed = seed;
        this.state = state;
    }

    /** The state after the last completed round. */
    public TrainingState state() {
        return state;
    }

    /** Whether all steps are done, or the loop has stopped early. */
    public boolean finished() {
        return loop.isFinished(state);
    }

    /**
     * Takes the steps of one more round, and validates.
     *
     * @throws IllegalStateException if the run is finished
     */
    public void advance() {
        state = loop.next(task, seed, state);
    }

    /**
     * Takes the run to its end.
     *
     * @param listener is called after every round; an exception that it throws ends the run there
     * @return the last state
     */
    public TrainingState complete(Consumer<TrainingProgress> listener) {
        long begin = System.nanoTime();
        long from = state.step();
        while (!finished()) {
            advance();
            double seconds = (System.nanoTime() - begin) / 1e9;
            TrainingState.Round round = state.rounds().get(state.rounds().size() - 1);
            listener.accept(new TrainingProgress(
                    stage,
                    state.rounds().size(),
                    loop.rounds(),
                    state.step(),
                    loop.steps(),
                    round.loss(),
                    round.validationLoss(),
                    state.stopping().roundsWithoutImprovement() == 0,
                    seconds,
                    seconds * (loop.steps() - state.step()) / (state.step() - from)));
        }
        return state;
    }
}
