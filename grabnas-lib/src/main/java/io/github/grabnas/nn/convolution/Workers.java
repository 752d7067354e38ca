package io.github.grabnas.nn.convolution;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.function.IntConsumer;

/**
 * Runs the independent parts of an operation, one after the other or side by side. Each part is
 * computed whole by one thread, so that results do not depend on the number of threads.
 */
final class Workers implements AutoCloseable {

    /** Work smaller than this, in multiplications, is not worth handing to another thread. */
    private static final long WORTH_SHARING = 2_000_000;

    private final int threads;
    private final ForkJoinPool pool;

    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
        this.threads = threads;
        this.pool = threads == 1 ? ForkJoinPool.commonPool() : new ForkJoinPool(threads - 1);
    }

    /** Runs parts 0 to {@code parts - 1}; {@code work} is the number of multiplications in all. */
    void forEach(int parts, long work, IntConsumer part) {
        if (threads == 1 || parts == 1 || work < WORTH_SHARING) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        int shares = Math.min(threads, parts);
        RecursiveAction[] others = new RecursiveAction[shares - 1];
        for (int t = 1; t < shares; t++) {
            int from = (int) ((long) parts * t / shares);
            int to = (int) ((long) parts * (t + 1) / shares);
            others[t - 1] = new Share(from, to, part);
            pool.execute(others[t - 1]);
        }
        for (int i = 0; i < parts / shares; i++) {
            part.accept(i);
        }
        for (RecursiveAction other : others) {
            other.join();
        }
    }

    @Override
    public void close() {
        if (threads > 1) {
            pool.shutdown();
        }
    }

    private static final class Share extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        private final int from;
        private final int to;
        private final transient IntConsumer part;

        Share(int from, int to, IntConsumer part) {
            this.from = from;
            this.to = to;
            this.part = part;
        }

        @Override
        protected void compute() {
            for (int i = from; i < to; i++) {
                part.accept(i);
            }
        }
    }
}
