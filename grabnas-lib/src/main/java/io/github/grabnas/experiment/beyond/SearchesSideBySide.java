package io.github.grabnas.experiment.beyond;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Several {@link BeyondSearch}es at a time, each on a thread of its own. When one fails, those that have not begun are
 * left out, and those that have are awaited.
 *
 * @param budget how many architectures a search trains
 * @param settings of the method, by name
 * @param threads how many run at a time
 */
record SearchesSideBySide(int budget, Map<String, String> settings, int threads) {

    /** What is to be searched. */
    record Planned(
            String space, SearchSpace from, ArchitectureEvaluator evaluator, long seed, MetaLearnedModels models) {}

    /**
     * All of them, in the order in which they were planned.
     *
     * @param listener is told of each that is done, by one thread at a time
     * @throws CancellationException if the thread is interrupted
     */
    List<BeyondSearch> run(List<Planned> planned, Consumer<String> listener) throws IOException {
        ExecutorService sideBySide = Executors.newFixedThreadPool(threads);
        AtomicBoolean failed = new AtomicBoolean();
        try {
            List<Future<BeyondSearch>> futures = planned.stream()
                    .map(p -> sideBySide.submit(() -> {
                        if (failed.get()) {
                            throw new CancellationException("another search failed");
                        }
                        try {
                            return search(p, listener);
                        } catch (RuntimeException | Error e) {
                            failed.set(true);
                            throw e;
                        }
                    }))
                    .toList();
            return results(futures);
        } catch (InterruptedException e) {
            sideBySide.shutdownNow();
            throw new CancellationException("the searches were interrupted; what was trained is kept");
        } finally {
            sideBySide.shutdown();
            awaitEnd(sideBySide);
        }
    }

    private BeyondSearch search(Planned planned, Consumer<String> listener) {
        SearchProblem problem =
                new SearchProblem(planned.from(), planned.evaluator(), budget, planned.seed(), planned.models());
        BeyondSearch search = BeyondSearch.run(planned.space(), problem, settings);
        synchronized (listener) {
            listener.accept(search.space() + ", seed " + search.seed() + ": "
                    + search.trials().size() + " trained, " + search.novel().size() + " of them novel");
        }
        return search;
    }

    private static List<BeyondSearch> results(List<Future<BeyondSearch>> futures)
            throws IOException, InterruptedException {
        List<BeyondSearch> done = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<BeyondSearch> future : futures) {
            try {
                done.add(future.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        for (Throwable failure : failures) {
            // What was left out because of another one is not what went wrong.
            if (!(failure instanceof CancellationException)) {
                throwAgain(failure);
            }
        }
        if (!failures.isEmpty()) {
            throwAgain(failures.get(0));
        }
        return done;
    }

    private static void throwAgain(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException("a search failed", failure);
    }

    private static void awaitEnd(ExecutorService ending) {
        boolean interrupted = false;
        while (!ending.isTerminated()) {
            try {
                ending.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
                ending.shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
