package io.github.grabnas.experiment.beyond;

import io.github.grabnas.benchmark.RedrawnTraining;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Trainings that architectures are compared by: the k-th of every architecture is on the same training images, which
 * are drawn anew for each k, and begins from the same seed. None of them had a part in a choice.
 *
 * @param images what training images are drawn from
 * @param usual the trainer by which the target's table was measured: its recipe and engine
 * @param count how many trainings of each architecture
 */
public record PairedTrainings(RedrawnTraining images, CandidateTrainer usual, int count) {

    private static final long FIRST_SEED = 2_000_000;
    /** So many training sets are in memory at a time. */
    private static final int AT_A_TIME = 10;

    /** Checks the number. */
    public PairedTrainings {
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(usual, "usual");
        if (count < 2) {
            throw new IllegalArgumentException(count + " trainings: expected at least 2, for an interval");
        }
    }

    /** What journals of networks with this skeleton begin with: the training, and the images of pool and test. */
    public String settings(Skeleton skeleton) {
        return trainer(skeleton, 0).settings() + ", drawn anew from images " + images.checksum();
    }

    private CandidateTrainer trainer(Skeleton skeleton, int k) {
        return new CandidateTrainer(images.draw(k), skeleton.channels(), skeleton.cells(), usual.recipe(), 1)
                .on(usual.engine())
                .withJournalName(usual.task().name() + " drawn anew");
    }

    /**
     * The trainings of an architecture, in the order of the training sets.
     *
     * @param journal of networks with this skeleton
     * @throws IOException if the journal cannot be written
     */
    public PairedAccuracies of(Architecture architecture, Skeleton skeleton, TrainingPool pool, TrainingJournal journal)
            throws IOException {
        List<TrainingJournal.Entry> entries = new ArrayList<>();
        for (int from = 0; from < count; from += AT_A_TIME) {
            List<Candidate> candidates = IntStream.range(from, Math.min(count, from + AT_A_TIME))
                    .mapToObj(k -> new Candidate(trainer(skeleton, k), architecture, FIRST_SEED + k))
                    .toList();
            entries.addAll(pool.train(candidates, journal, entry -> {}));
        }
        return new PairedAccuracies(
                entries.stream().map(TrainingJournal.Entry::accuracy).toList(),
                (int) entries.stream().filter(TrainingJournal.Entry::diverged).count());
    }
}
