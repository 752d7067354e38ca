package io.github.grabnas.evaluate.parallel;

import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;

import java.util.Objects;
import java.util.Optional;

/**
 * The evaluations of one search, some of which are running. It is used by one thread.
 *
 * <pre>{@code
 * queue.submit(first);
 * queue.submit(second);
 * Completed earliest = queue.take();
 * }</pre>
 */
public interface EvaluationQueue {

    /**
     * An evaluation that has ended.
     *
     * @param architecture what was submitted
     * @param evaluation the answer
     * @param time when it ended, since the queue was opened: in seconds, or in the simulation's unit
     */
    record Completed(Architecture architecture, Evaluation evaluation, double time) {

        /** Checks that nothing is missing. */
        public Completed {
            Objects.requireNonNull(architecture, "architecture");
            Objects.requireNonNull(evaluation, "evaluation");
        }
    }

    /**
     * Begins an evaluation.
     *
     * @throws IllegalStateException if all slots are taken
     */
    void submit(Architecture architecture);

    /** How many were submitted and not taken yet. */
    int running();

    /** The earliest of those that have ended by now; empty if none has. What the evaluation threw, this throws. */
    Optional<Completed> poll();

    /**
     * Waits for the earliest to end. What the evaluation threw, this method throws; a checked exception, which an
     * evaluator cannot declare, within an {@link IllegalStateException}.
     *
     * @throws IllegalStateException if none is running
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    Completed take();

    /**
     * Ends what is running, and returns when nothing runs any more. Accuracies that had come, or come all the same, are
     * kept: {@link #poll} gives them. What has no answer then is forgotten, and so is what an evaluation threw.
     */
    void cancel();
}
