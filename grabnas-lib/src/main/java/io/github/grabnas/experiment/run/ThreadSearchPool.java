package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs searches on threads of this process. Searches that train networks here run one after the other: all of a target
 * that trains candidates here, and those of one-shot methods, whose supernets no cluster trains.
 *
 * @param threads how many searches run at the same time
 */
public record ThreadSearchPool(int threads) implements SearchPool {

    /** Checks the number of threads. */
    public ThreadSearchPool {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    @Override
    public void run(List<PlannedSearch> searches, Consumer<Trial> trials, Results results) throws IOException {
        // A search that trains networks uses all processors by itself.
        Map<Boolean, List<PlannedSearch>> parallel =
                searches.stream().collect(Collectors.partitioningBy(ThreadSearchPool::trainsElsewhere));
        run(parallel.get(true), threads, trials, results);
        run(parallel.get(false), 1, trials, results);
    }

    private static boolean trainsElsewhere(PlannedSearch search) {
        return search.condition().target().sideBySide()
                && RecordedSeeds.isReady(
                        search.condition().variant(),
                        search.condition().target().label(),
                        search.seed());
    }

    private static void run(List<PlannedSearch> searches, int sideBySide, Consumer<Trial> trials, Results results)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(sideBySide);
        try {
            List<Future<Void>> futures = searches.stream()
                    .map(search -> pool.<Void>submit(() -> {
                        results.accept(search, search.run(trials), sideBySide);
                        return null;
                    }))
                    .toList();
            for (Future<Void> future : futures) {
                await(future);
            }
        } finally {
            end(pool);
        }
    }

    /** What others use, such as journals, may be closed only when no search runs any more. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<Void> future) throws IOException {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted; start the experiment again and it continues from the finished searches", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
