package io.github.grabnas.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder whose files one command alone rewrites, as long as it runs. The lock is on a file {@code .lock} in the
 * folder, removed at the end; what a killed process leaves of it locks nothing.
 */
final class FolderLock implements AutoCloseable {

    private static final String NAME = ".lock";

    private final Path folder;
    private final Path file;
    private final FileChannel channel;
    /** Folders that were made for it, the innermost first. */
    private final List<Path> made;

    private FolderLock(Path folder, Path file, FileChannel channel, List<Path> made) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        this.made = made;
    }

    /**
     * Makes a folder if it is not there, and locks it. When the lock is closed, a folder that was made and has stayed
     * empty is removed.
     *
     * @throws IOException if another command holds it, or it cannot be made or written to
     */
    static FolderLock making(Path folder) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path each = folder.toAbsolutePath().normalize();
        while (each != null && Files.notExists(each)) {
            missing.add(each);
            each = each.getParent();
        }
        Files.createDirectories(folder);
        return of(folder, missing);
    }

    /**
     * Locks a folder that is there.
     *
     * @throws IOException if another command holds it, or it cannot be written to
     */
    static FolderLock of(Path folder) throws IOException {
        return of(folder, List.of());
    }

    private static FolderLock of(Path folder, List<Path> made) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            // Whoever removed the file between the two has just ended; nobody else would see a lock on it.
            if (isLocked(channel) && Files.exists(file)) {
                return new FolderLock(folder, file, channel, List.copyOf(made));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(folder + ": another process is writing results into this folder; wait until it has "
                + "ended, or choose another folder");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    /** The folder. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
        try {
            for (Path each : made) {
                Files.delete(each);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // It holds something, and so do those around it; or somebody removed it already.
            return;
        }
    }
}
