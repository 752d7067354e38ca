package io.github.grabnas.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that this process has open for itself: no other process, and no other part of this one, can hold it.
 *
 * <p>Closing any descriptor of a file drops all locks that a process has on it ({@link FileLock}). So a file that is
 * held is not opened a second time, not even to find out that it is held: those that this process holds are remembered.
 */
public final class FileHold implements AutoCloseable {

    /** Locks belong to the process, and so does this. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path real;
    private final RandomAccessFile content;

    private FileHold(Path real, RandomAccessFile content) {
        this.real = real;
        this.content = content;
    }

    /**
     * Holds a file that exists; empty if it is held already, here or by another process.
     *
     * @throws IOException if it cannot be opened for reading and writing
     */
    public static Optional<FileHold> of(Path file) throws IOException {
        Path real = file.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        Optional<FileHold> hold = Optional.empty();
        try {
            hold = opened(real);
        } finally {
            if (hold.isEmpty()) {
                HELD.remove(real);
            }
        }
        return hold;
    }

    private static Optional<FileHold> opened(Path real) throws IOException {
        RandomAccessFile content = new RandomAccessFile(real.toFile(), "rw");
        boolean locked = false;
        try {
            locked = content.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held here under another name, a hard link.
            locked = false;
        } finally {
            if (!locked) {
                content.close();
            }
        }
        return locked ? Optional.of(new FileHold(real, content)) : Optional.empty();
    }

    /** What the file holds; not a channel, which an interrupt of the thread that writes would close. */
    public RandomAccessFile content() {
        return content;
    }

    /** Closes the file and lets others hold it. */
    @Override
    public void close() throws IOException {
        try {
            content.close();
        } finally {
            HELD.remove(real);
        }
    }
}
