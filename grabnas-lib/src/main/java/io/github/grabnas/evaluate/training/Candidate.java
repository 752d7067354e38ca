package io.github.grabnas.evaluate.training;

import io.github.grabnas.space.Architecture;

import java.util.Objects;

/**
 * An architecture to be trained on a task.
 *
 * @param trainer for the task
 * @param architecture what to train
 * @param seed of its weights and of the order of the images
 */
public record Candidate(CandidateTrainer trainer, Architecture architecture, long seed) {

    /** What names the candidate in a journal. */
    public Key key() {
        return new Key(trainer.journalName(), architecture.text(), seed);
    }

    /**
     * What distinguishes candidates under the same settings.
     *
     * @param task the task's name in journals
     * @param architecture the architecture's text
     * @param seed of the training
     */
    public record Key(String task, String architecture, long seed) {

        /** Checks that nothing is missing. */
        public Key {
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(architecture, "architecture");
        }
    }
}
