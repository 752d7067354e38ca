package io.github.grabnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder of what this library keeps between runs and could make again. It is the user's own:
 * {@code $XDG_CACHE_HOME/grabnas}, otherwise {@code ~/.cache/grabnas}, and where there is no home folder that can be
 * written, {@code grabnas-USER} in the folder for temporary files.
 */
public final class CacheFolder {

    private static final String NAME = "grabnas";

    private CacheFolder() {}

    /** The folder for one kind of files; it may not be there yet. */
    public static Path of(String kind) {
        return of(
                kind,
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME")),
                System.getProperty("user.home", ""),
                Path.of(System.getProperty("java.io.tmpdir"), NAME + "-" + System.getProperty("user.name", "user")));
    }

    /**
     * The folder for one kind of files.
     *
     * @param cacheHome where the user's caches are, if that is set; taken if it is absolute, as its specification says
     * @param home the user's home folder, or no folder
     * @param otherwise the folder where there is no home
     */
    static Path of(String kind, Optional<String> cacheHome, String home, Path otherwise) {
        Optional<Path> named = cacheHome.filter(p -> !p.isEmpty()).map(Path::of).filter(Path::isAbsolute);
        if (named.isPresent()) {
            return named.get().resolve(NAME).resolve(kind);
        }
        Path own = Path.of(home);
        return own.isAbsolute() && Files.isDirectory(own) && Files.isWritable(own)
                ? own.resolve(".cache").resolve(NAME).resolve(kind)
                : otherwise.resolve(kind);
    }

    /** Makes a folder that is not there yet, and those around it, for this user alone (mode 700). */
    public static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
