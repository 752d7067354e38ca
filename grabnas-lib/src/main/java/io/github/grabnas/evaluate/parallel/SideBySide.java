package io.github.grabnas.evaluate.parallel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks, several at a time, each on a thread of its own. They begin in the given order. Nothing runs any more when
 * {@link #run} ends, however it ends, so that what the tasks use, such as journals, can be closed.
 *
 * <pre>{@code
 * List<Double> roots = new SideBySide(2).run(List.of(() -> Math.sqrt(4), () -> Math.sqrt(9)));   // 2.0, 3.0
 * }</pre>
 *
 * @param threads how many run at the same time, at least 1
 */
public record SideBySide(int threads) {

    /** Checks the number of threads. */
    public SideBySide {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    /**
     * What the tasks return, in the order of the tasks. When one fails, those that have not begun are left out, and
     * those that have are awaited.
     *
     * @throws IOException if this is what a task failed with; where several fail, it is the first to fail that counts.
     *     A runtime exception or an error is thrown as it is, another checked exception within an
     *     {@link IllegalStateException}
     * @throws InterruptedException if the thread is interrupted: the tasks at work are interrupted as well, and awaited
     */
    public <T> List<T> run(List<? extends Callable<T>> tasks) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<T> results = new ArrayList<>();
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(() -> unlessFailed(task, failure)));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            pool.shutdownNow();
            throw e;
        } finally {
            pool.shutdown();
            awaitEnd(pool);
        }
        if (failure.get() != null) {
            throwAgain(failure.get());
        }
        return results;
    }

    private static <T> T unlessFailed(Callable<T> task, AtomicReference<Throwable> failure) {
        if (failure.get() == null) {
            try {
                return task.call();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }
        return null;
    }

    private static void throwAgain(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(failure);
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
