package io.github.grabnas.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Says in words why a file could not be read or written; many exceptions of Java's have a bare path as their message.
 */
public final class FileFault {

    private FileFault() {}

    /**
     * A sentence for people: what was to be done, with which file, why it failed, and what to do.
     *
     * @param action with the file's name, such as {@code "read the table cells.csv"}
     * @param file at which the cause is looked for
     */
    public static String sentence(String action, Path file, IOException cause) {
        return "could not " + action + ": " + reason(file, cause);
    }

    /**
     * The message of a failure, made complete where it is no more than a path.
     *
     * @param failure anything that ended a command
     */
    public static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped
                && wrapped.getCause().toString().equals(wrapped.getMessage())) {
            return message(wrapped.getCause());
        }
        if (failure instanceof FileSystemException cause && cause.getFile() != null) {
            return "could not read or write " + cause.getFile() + ": " + reason(Path.of(cause.getFile()), cause);
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String reason(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return "it is a folder; name a file";
        }
        if (cause instanceof NoSuchFileException) {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null || Files.isDirectory(folder)
                    ? "it does not exist; check the name"
                    : "its folder does not exist; create it first, or check the path";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return Files.isSymbolicLink(file)
                    ? "it is a link that leads to no folder; make the folder, or remove it"
                    : "a file has the name of the folder; move it away, or choose another folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied; see to it that this user may read and write it";
        }
        if (cause instanceof FileSystemLoopException
                || String.valueOf(cause.getMessage()).contains("Too many levels of symbolic links")) {
            return "its symbolic links lead in a circle; remove one of them";
        }
        if (cause instanceof NotDirectoryException
                || String.valueOf(cause.getMessage()).contains("Not a directory")) {
            return "a part of its path is a file, no folder; check the path";
        }
        String reason = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(cause.getMessage());
        return reason + whatToDo(reason);
    }

    private static String whatToDo(String reason) {
        if (reason.contains("No space left") || reason.contains("quota")) {
            return "; make room there, or choose another folder";
        }
        if (reason.contains("File too large")) {
            return "; allow larger files there, such as by ulimit -f, or choose another folder";
        }
        if (reason.contains("it is a socket")) {
            return "; name a file";
        }
        if (reason.contains("File name too long")) {
            return "; choose a shorter name";
        }
        if (reason.contains("Read-only file system")) {
            return "; choose another folder";
        }
        return "; check the disk, or choose another place";
    }
}
