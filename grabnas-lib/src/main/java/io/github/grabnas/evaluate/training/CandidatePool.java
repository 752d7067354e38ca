package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.parallel.SideBySide;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Trains many candidates, several side by side, each on one thread: small networks leave nothing to share within one,
 * and so every core is busy with a candidate of its own.
 *
 * @param threads how many candidates are trained at a time
 */
public record CandidatePool(int threads) implements TrainingPool {

    /** Checks the number of threads. */
    public CandidatePool {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    /**
     * {@inheritDoc} They begin in the given order. Where one fails, the others finish the candidate that they are at.
     *
     * @throws IllegalArgumentException if a candidate is no architecture; those done before are in the journal
     */
    @Override
    public List<Entry> train(List<Candidate> candidates, TrainingJournal journal, Consumer<Entry> listener)
            throws IOException {
        List<Candidate> open = TrainingPool.open(candidates, journal);
        List<Callable<Entry>> trainings = open.stream()
                .map(candidate -> (Callable<Entry>) () -> {
                    Entry entry = Entry.of(candidate);
                    synchronized (journal) {
                        journal.append(entry);
                        listener.accept(entry);
                    }
                    return entry;
                })
                .toList();
        try {
            new SideBySide(threads).run(trainings);
        } catch (InterruptedException e) {
            throw new CancellationException("training was interrupted; the journal holds what was done before");
        }
        return candidates.stream().map(c -> journal.find(c.key()).orElseThrow()).toList();
    }
}
