package io.github.grabnas.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object key;
    private final RandomAccessFile content;
    private final FileLock lock;
    private boolean closed;

    private FileHold(Object key, RandomAccessFile content, FileLock lock) {
        this.key = key;
        this.content = content;
        this.lock = lock;
    }

    /**
     * Holds a file that exists; empty if it is held already, here or by another process.
     *
     * @throws IOException if it cannot be opened for reading and writing
     */
    public static Optional<FileHold> of(Path file) throws IOException {
        Path real = file.toRealPath();
        Object key = key(real);
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<FileHold> hold = Optional.empty();
        try {
            hold = opened(real, key);
        } finally {
            if (hold.isEmpty()) {
                HELD.remove(key);
            }
        }
        return hold;
    }

    /** The file itself where the system tells, so that hard links of one file are one; otherwise its path. */
    private static Object key(Path real) throws IOException {
        Object key = Files.readAttributes(real, BasicFileAttributes.class).fileKey();
        return key == null ? real : key;
    }

    private static Optional<FileHold> opened(Path real, Object key) throws IOException {
        RandomAccessFile content = new RandomAccessFile(real.toFile(), "rw");
        Optional<FileHold> hold = Optional.empty();
        try {
            hold = Optional.ofNullable(content.getChannel().tryLock()).map(lock -> new FileHold(key, content, lock));
        } finally {
            if (hold.isEmpty()) {
                content.close();
            }
        }
        return hold;
    }

    /** Whether it is the file that lies at a path now: another one may have taken the place of the one that is held. */
    public boolean isAt(Path file) throws IOException {
        try {
            return key.equals(key(file.toRealPath()));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What the file holds; not a channel, which an interrupt of the thread that writes would close. */
    public RandomAccessFile content() {
        return content;
    }

    /** Closes the file and lets others hold it; has no effect the second time. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            lock.release();
        } finally {
            content.close();
            HELD.remove(key);
        }
    }
}
