package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads pictures on several threads and gives them back in their order. A large picture takes half a gigabyte while it
 * is decoded, so there are no more threads than gigabytes of heap.
 */
final class PictureReading implements AutoCloseable {

    /** How many pictures are read between two answers, for each thread. */
    private static final int AT_A_TIME = 16;

    private static final long HEAP_FOR_EACH = 1L << 30;

    private final int size;
    private final int threads;
    private final ExecutorService pool;

    /**
     * A reading.
     *
     * @param size height and width of the squares
     */
    PictureReading(int size) {
        this.size = size;
        Runtime machine = Runtime.getRuntime();
        this.threads = (int) Math.max(1, Math.min(machine.availableProcessors(), machine.maxMemory() / HEAP_FOR_EACH));
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "pictures");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many pictures are best given at a time. */
    int atATime() {
        return AT_A_TIME * threads;
    }

    /** A picture, or why it could not be read. */
    sealed interface Outcome {}

    /** It was read. */
    record Read(PreparedPicture picture) implements Outcome {}

    /** It could not be read. */
    record Unreadable(String reason) implements Outcome {}

    /**
     * Reads pictures.
     *
     * @throws CancellationException if the thread is interrupted
     */
    List<Outcome> read(List<PictureFile> files) throws IOException {
        List<Callable<Outcome>> tasks =
                files.stream().<Callable<Outcome>>map(file -> () -> read(file)).toList();
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> each : pool.invokeAll(tasks)) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while reading pictures");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Outcome read(PictureFile file) throws IOException {
        try {
            return new Read(PreparedPicture.of(file.decode(), size));
        } catch (DataFormatException | MissingDataException e) {
            return new Unreadable(e.getMessage());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
