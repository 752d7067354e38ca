package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
public record CandidatePool(int threads) {

    /** Checks the number of threads. */
    public CandidatePool {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    /**
     * Trains the candidates that the journal does not know yet, in the given order, and writes each to the journal as
     * it is done.
     *
     * @param candidates one that is given twice is trained once; their trainers should use one thread
     * @param listener is told of each as it is done, by one thread at a time; not of those known before
     * @return the results of all candidates, in their order
     * @throws IOException if the journal cannot be written
     * @throws CancellationException if the thread is interrupted; what was done before is in the journal
     * @throws IllegalArgumentException if a candidate is no architecture; those done before are in the journal
     */
    public List<Entry> train(List<Candidate> candidates, TrainingJournal journal, Consumer<Entry> listener)
            throws IOException {
        List<Candidate> open = new ArrayList<>();
        Set<Key> evaluated = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (evaluated.add(candidate.key()) && journal.find(candidate.key()).isEmpty()) {
                open.add(candidate);
            }
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < Math.min(threads, open.size()); t++) {
                running.add(workers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < open.size(); i = next.getAndIncrement()) {
                        Entry entry = Entry.of(open.get(i));
                        synchronized (journal) {
                            journal.append(entry);
                            listener.accept(entry);
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
            // Where one fails, the others finish the candidate they are at.
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
