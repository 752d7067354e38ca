package io.github.grabnas.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that no other file can take the place of: they are written to as they are. Where the system does not tell, a
 * file is taken as one that can be replaced.
 */
final class FixedFile {

    private static final int KIND = 0170000;
    private static final int SOCKET = 0140000;
    private static final int STICKY = 01000;

    /** Linux's list of what is mounted; the fifth field of a line is the place. */
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private static final Path PROCESS = Path.of("/proc/self");

    private FixedFile() {}

    /** Whether it is neither a file nor a folder, but a pipe, a device or a socket. */
    static boolean isSpecial(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Whether it is a file that cannot be replaced: mounted by itself, or another user's in a sticky folder. */
    static boolean isFixed(Path file) throws IOException {
        return Files.isRegularFile(file) && (isMounted(file.toRealPath()) || isForeignInStickyFolder(file));
    }

    private static boolean isMounted(Path file) {
        try {
            // Names may have bytes that are no letters in UTF-8.
            return Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split(" "))
                    .anyMatch(fields -> fields.length > 4 && fields[4].equals(escaped(file)));
        } catch (IOException e) {
            return false;
        }
    }

    /** A path as the list of mounts has it, read in Latin-1. */
    private static String escaped(Path file) {
        return new String(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static boolean isForeignInStickyFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Optional<Integer> user = number(PROCESS, "uid");
        return user.isPresent()
                && user.get() != 0
                && number(folder, "mode").filter(mode -> (mode & STICKY) != 0).isPresent()
                && !number(folder, "uid").equals(user)
                && !number(file, "uid").equals(user);
    }

    /**
     * Checks that this user may write to it, without opening it.
     *
     * @throws FileSystemException if not, or if it is a socket
     * @throws IOException if the system does not tell
     */
    static void requireWritable(Path file) throws IOException {
        if (number(file, "mode").filter(mode -> (mode & KIND) == SOCKET).isPresent()) {
            throw new FileSystemException(file.toString(), "", "it is a socket");
        }
        file.getFileSystem().provider().checkAccess(file, AccessMode.WRITE);
    }

    /** A number that Unix keeps of a file. */
    private static Optional<Integer> number(Path file, String attribute) {
        try {
            return Optional.of((Integer) Files.getAttribute(file, "unix:" + attribute));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
