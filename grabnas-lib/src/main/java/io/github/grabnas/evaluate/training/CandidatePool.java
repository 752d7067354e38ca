package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
     * {@inheritDoc} They begin in the given order.
     *
     * @throws IllegalArgumentException if a candidate is no architecture; those done before are in the journal
     */
    @Override
    public List<Entry> train(List<Candidate> candidates, TrainingJournal journal, Consumer<Entry> listener)
            throws IOException {
        List<Candidate> open = TrainingPool.open(candidates, journal);
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < Math.min(threads, open.size()); t++) {
                running.add(workers.submit(() -> {
                    boolean ended = false;
                    try {
                        for (int i = next.getAndIncrement(); i < open.size(); i = next.getAndIncrement()) {
                            Entry entry = Entry.of(open.get(i));
                            synchronized (journal) {
                                journal.append(entry);
                                listener.accept(entry);
                            }
                        }
                        ended = true;
                    } finally {
                        // Where one fails, the others finish the candidate they are at.
                        if (!ended) {
                            next.set(open.size());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            throw new CancellationException("training was interrupted; the journal holds what was done before");
        } finally {
            next.set(open.size());
            workers.shutdown();
            awaitEnd(workers);
        }
        return candidates.stream().map(c -> journal.find(c.key()).orElseThrow()).toList();
    }

    private static void awaitEnd(ExecutorService workers) {
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
                workers.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
