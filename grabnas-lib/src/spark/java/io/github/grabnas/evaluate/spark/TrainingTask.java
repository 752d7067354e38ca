package io.github.grabnas.evaluate.spark;

import io.github.grabnas.evaluate.parallel.SharedResources;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Architecture;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;

import java.io.Serializable;

/**
 * One candidate on its way to an executor.
 *
 * @param trainer the images and the recipe, which an executor fetches once
 * @param architecture the text of what to train
 * @param seed of the training
 */
record TrainingTask(Broadcast<TrainerMessage> trainer, String architecture, long seed) implements Serializable {

    /** The trainers that an executor's tasks use, and the last that they used: thousands of tasks may have hundreds. */
    private static final SharedResources<Sent, CandidateTrainer> TRAINERS = new SharedResources<>(2, trainer -> {});

    /** A broadcast. Its number alone begins anew with every application, of which local masters run several here. */
    private record Sent(String application, long broadcast) {}

    /**
     * A result on its way to the driver.
     *
     * @param test accuracy in percent
     * @param validation accuracy in percent; NaN where there is none
     */
    record Result(double test, double validation, boolean diverged, double seconds) implements Serializable {}

    /** Trains; on an executor. */
    Result train() {
        Sent sent = new Sent(SparkEnv.get().conf().getAppId(), trainer.id());
        CandidateTrainer local = TRAINERS.lease(sent, () -> trainer.value().trainer());
        try {
            Entry entry = Entry.of(new Candidate(local, Architecture.parse(architecture), seed));
            return new Result(
                    entry.accuracy(), entry.validation().orElse(Double.NaN), entry.diverged(), entry.seconds());
        } finally {
            TRAINERS.release(sent);
        }
    }
}
