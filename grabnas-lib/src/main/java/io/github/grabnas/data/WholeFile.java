package io.github.grabnas.data;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is replaced as a whole or left as it was, also when the process is killed while writing.
 *
 * <p>A symbolic link is followed, and the file it leads to is replaced. A file that was there keeps its permissions,
 * and its owner where the system allows it; until it is whole, only its user can read what is written for it. A new one
 * has the permissions that the process gives to new files. What cannot be replaced is written to plainly: a pipe or a
 * device, a file that is mounted by itself, as into a container, and another user's file in a folder like the one for
 * temporary files.
 *
 * <p>Of a file with several names (hard links) the name that was given leads to the new content afterwards, and the
 * others to the old; to change it under all names, copy the new content over it.
 */
public final class WholeFile {

    private static final int LONGEST_CHAIN = 40;

    /** So many characters have at most 160 bytes in UTF-8; a name may have 255. */
    private static final int LONGEST_NAME = 40;

    private WholeFile() {}

    /** Writes the content. */
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What makes sure that content is on the disk and not in memory alone. */
    interface Disk {

        /** That of the system. */
        Disk SYSTEM = FileDescriptor::sync;

        /** Returns when all that was written to the file is there. */
        void sync(FileDescriptor file) throws IOException;
    }

    /**
     * Writes the content beside the file under another name, then gives it the file's name.
     *
     * @throws IOException if it cannot be written; the message names the file, why, and what to do. What was there
     *     stays as it was, but for what cannot be replaced, if writing itself fails
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, Disk.SYSTEM);
    }

    static void write(Path file, Content content, Disk disk) throws IOException {
        try {
            if (FixedFile.isSpecial(file)) {
                writePlainly(file, content);
                return;
            }
            Path target = target(file);
            if (FixedFile.isFixed(target)) {
                // What fails while the content is made leaves the file as it was.
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                content.writeTo(whole);
                writePlainly(target, whole::writeTo);
            } else {
                replace(target, content, disk);
            }
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static void writePlainly(Path file, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            content.writeTo(out);
        }
    }

    /**
     * Checks that the file could be written, without changing it: that it is no folder, that its name is not too long,
     * and that a file can be made in its folder; of what cannot be replaced, that this user may write to it.
     *
     * @throws IOException if not; the message names the file, why, and what to do
     */
    public static void check(Path file) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString());
            }
            if (FixedFile.isSpecial(file)) {
                FixedFile.requireWritable(file);
                return;
            }
            Path target = target(file);
            requireName(target);
            if (FixedFile.isFixed(target)) {
                FixedFile.requireWritable(target);
            } else {
                Path part = part(target);
                Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        .close();
                Files.delete(part);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static IOException failed(Path file, IOException cause) {
        Path target = file.toAbsolutePath();
        try {
            target = target(file);
        } catch (IOException e) {
            // The links lead in a circle, which the cause says.
        }
        String name = file + (target.equals(file.toAbsolutePath()) ? "" : " (a link to " + target + ")");
        return new IOException(FileFault.sentence("write " + name, target, cause), cause);
    }

    /** A look at the file fails where its name is too long for the system; the name of its part is shorter. */
    private static void requireName(Path target) throws IOException {
        try {
            Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // There may be none yet; whether its folder is there is seen when a file is made in it.
        }
    }

    /** The file itself, behind all symbolic links, also where the last one leads to a file that is not there yet. */
    private static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int i = 0; Files.isSymbolicLink(target); i++) {
            if (i == LONGEST_CHAIN) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static Path part(Path target) {
        StringBuilder begin = new StringBuilder();
        target.getFileName().toString().codePoints().limit(LONGEST_NAME).forEach(begin::appendCodePoint);
        return target.resolveSibling(
                "." + begin + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
    }

    private static void replace(Path target, Content content, Disk disk) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString());
        }
        Path part = part(target);
        try {
            if (Files.exists(target)) {
                createPrivate(part);
            } else {
                Files.createFile(part);
            }
            // No channel, which an interrupt of the thread that writes would close.
            try (FileOutputStream file = new FileOutputStream(part.toFile());
                    OutputStream out = new BufferedOutputStream(file)) {
                content.writeTo(new KeptOpen(out));
                out.flush();
                // Before the name is changed: a power cut may leave a new name on a file whose content is not there.
                disk.sync(file.getFD());
            }
            keepMode(target, part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A stream that writers of tables and pictures, which close what they have written to, leave open. */
    private static final class KeptOpen extends FilterOutputStream {

        private KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** A file that nobody else can read: the one that it will replace may be for few. */
    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static void keepMode(Path old, Path now) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(now, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(old, PosixFileAttributes.class);
        } catch (NoSuchFileException e) {
            return;
        }
        try {
            view.setGroup(attributes.group());
            view.setOwner(attributes.owner());
        } catch (IOException e) {
            // Only the administrator may give files away; then the file is of whoever wrote it.
        }
        view.setPermissions(attributes.permissions());
    }
}
