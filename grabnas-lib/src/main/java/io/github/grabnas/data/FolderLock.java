package io.github.grabnas.data;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder whose files one command, or one search, alone rewrites, as long as it runs. The lock is on a file in the
 * folder, {@code .lock} for a command, removed at the end; what a killed process leaves of it locks nothing.
 */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = ".lock";
    private static final String HOLDER = "another process";

    private final Path folder;
    private final Path file;
    private final FileHold hold;
    /** Folders that were made for it, the innermost first. */
    private final List<Path> made;

    private FolderLock(Path folder, Path file, FileHold hold, List<Path> made) {
        this.folder = folder;
        this.file = file;
        this.hold = hold;
        this.made = made;
    }

    /**
     * Makes a folder if it is not there, and locks it. When the lock is closed, a folder that was made and has stayed
     * empty is removed.
     *
     * @throws IOException if another command holds it, or it cannot be made or written to
     */
    public static FolderLock making(Path folder) throws IOException {
        return making(folder, NAME, HOLDER);
    }

    /**
     * The same for a part of a command that can also be used alone: the command and its part hold one file each.
     *
     * @param name of the file, such as {@code .search.lock}
     * @param holder who else may hold it, in words for the message
     * @throws IOException if somebody else holds it, or it cannot be made or written to
     */
    public static FolderLock making(Path folder, String name, String holder) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path each = folder.toAbsolutePath().normalize();
        while (each != null && Files.notExists(each)) {
            missing.add(each);
            each = each.getParent();
        }
        Files.createDirectories(folder);
        return of(folder.resolve(name), holder, missing);
    }

    /**
     * Locks a folder that is there.
     *
     * @throws IOException if another command holds it, or it cannot be written to
     */
    public static FolderLock of(Path folder) throws IOException {
        return of(folder.resolve(NAME), HOLDER, List.of());
    }

    private static FolderLock of(Path file, String holder, List<Path> made) throws IOException {
        if (Files.notExists(file)) {
            makeUnlessThere(file);
        }
        return of(file, holder, held(file), made);
    }

    /** Whoever ended may have removed the file that is held, and another one may hold a new one at its place. */
    static FolderLock of(Path file, String holder, Optional<FileHold> hold, List<Path> made) throws IOException {
        Path folder = file.resolveSibling("");
        if (hold.isPresent() && hold.get().isAt(file)) {
            return new FolderLock(folder, file, hold.get(), List.copyOf(made));
        }
        if (hold.isPresent()) {
            hold.get().close();
        }
        throw new IOException(folder + ": " + holder + " is writing results into this folder; wait until it has "
                + "ended, or choose another folder");
    }

    private static void makeUnlessThere(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Somebody was quicker, and may hold it.
            return;
        }
    }

    /** Whoever removes the file between the two steps has just ended; nobody else would see a lock on it. */
    private static Optional<FileHold> held(Path file) throws IOException {
        try {
            return FileHold.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Some systems delete no file that is open; elsewhere it goes first, so that nobody meets a lock file that is let
     * go.
     */
    private boolean removedFile() {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (!removedFile()) {
            hold.close();
            Files.deleteIfExists(file);
        }
        hold.close();
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
