package io.github.grabnas.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a long job has done, on disk, so that it can be killed at any moment and go on later: a text file that only
 * grows, line by line.
 *
 * <p>Each line begins with the CRC-32 of its rest and a tab. The first line is a header, and a journal is opened for
 * this header alone. Who has a journal open holds a lock on it. A last line that was torn by a kill is dropped when the
 * journal is opened, and {@link #warning()} tells so; any other damage is refused.
 */
public final class LineJournal implements AutoCloseable {

    /** The largest file that is read, in bytes. */
    public static final int LARGEST = 256 << 20;

    private static final int CHECKSUM = 8;

    /**
     * Which kind of journal it is.
     *
     * @param what in words, such as {@code journal of trained candidates}
     * @param magic how its first line begins
     * @param lost what becomes of a line that is lost, such as {@code its candidate is trained again}
     */
    public record Kind(String what, String magic, String lost) {

        /** Checks that nothing is missing. */
        public Kind {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(magic, "magic");
            Objects.requireNonNull(lost, "lost");
        }
    }

    private final Path file;
    private final Kind kind;
    private final FileHold hold;
    private final RandomAccessFile content;
    private final List<String> lines = new ArrayList<>();
    private Optional<String> warning = Optional.empty();

    private LineJournal(Path file, Kind kind, FileHold hold) {
        this.file = file;
        this.kind = kind;
        this.hold = hold;
        this.content = hold.content();
    }

    /**
     * Opens a journal, or begins a new one.
     *
     * @param file the journal; its folder must exist
     * @param settings everything that decides what its lines say, in one line
     * @throws JournalInUseException if another process, or this one, has it open
     * @throws DataFormatException if the file is no such journal, is one of other settings, is larger than
     *     {@link #LARGEST}, or a line other than the last is damaged
     * @throws IOException if it cannot be made or read; the message says why and what to do
     */
    public static LineJournal open(Path file, Kind kind, String settings) throws IOException {
        if (settings.contains("\t") || settings.contains("\n") || settings.contains("\r")) {
            throw new IllegalArgumentException("settings '" + settings + "': expected one line without tabs");
        }
        FileHold hold = hold(file, kind);
        boolean opened = false;
        try {
            LineJournal journal = new LineJournal(file, kind, hold);
            journal.read(kind.magic() + "\t" + settings);
            opened = true;
            return journal;
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException e) {
            throw failed("read or write", file, e);
        } finally {
            if (!opened) {
                hold.close();
            }
        }
    }

    private static FileHold hold(Path file, Kind kind) throws IOException {
        // A pipe or a device would wait for others, or lose what is written.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DataFormatException(
                    file,
                    "it is a " + (Files.isDirectory(file) ? "folder" : "pipe or a device") + "; expected a "
                            + kind.what() + ", or the name of a new file");
        }
        try {
            if (!Files.exists(file)) {
                // Its exceptions tell causes apart, those of RandomAccessFile do not.
                Files.createFile(file);
            }
            return FileHold.of(file).orElseThrow(() -> new JournalInUseException(file));
        } catch (JournalInUseException e) {
            throw e;
        } catch (IOException e) {
            throw failed("open", file, e);
        }
    }

    private static IOException failed(String action, Path file, IOException cause) {
        return new IOException(FileFault.sentence(action + " the journal " + file, file, cause), cause);
    }

    private void read(String header) throws IOException {
        if (content.length() > LARGEST) {
            throw new DataFormatException(
                    file, content.length() + " bytes; a journal is expected to have at most " + LARGEST);
        }
        byte[] bytes = new byte[(int) content.length()];
        content.readFully(bytes);
        int good = 0;
        int at = 0;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            boolean last = end >= bytes.length - 1;
            Optional<String> line = end < bytes.length
                    ? checked(new String(bytes, at, end - at, StandardCharsets.UTF_8))
                    : Optional.empty();
            if (line.isEmpty() && (!last || lines.isEmpty() && !isOwnBeginning(bytes))) {
                throw new DataFormatException(
                        file,
                        lines.size() + 1L,
                        lines.isEmpty()
                                ? "not a " + kind.what() + "; choose another file"
                                : "the line does not fit its checksum; remove it, and " + kind.lost());
            }
            if (line.isEmpty()) {
                warning = Optional.of(file + ": the last line was torn (" + (bytes.length - at)
                        + " bytes) and is dropped; " + kind.lost());
                break;
            }
            lines.add(line.get());
            at = end + 1;
            good = at;
        }
        content.setLength(good);
        content.seek(good);
        if (lines.isEmpty()) {
            append(header);
        } else if (!lines.get(0).equals(header)) {
            throw new DataFormatException(
                    file,
                    1,
                    "the journal is of other settings, '" + lines.get(0) + "'; expected '" + header
                            + "'; choose another file for these settings");
        }
    }

    /** Whether the file holds no more than a header that was torn: then nothing is lost. */
    private boolean isOwnBeginning(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int tab = text.indexOf('\t');
        String begun = tab < 0 ? "" : text.substring(tab + 1);
        return text.length() <= CHECKSUM + 1 && text.matches("[0-9a-f]{0,8}\t?")
                || tab == CHECKSUM
                        && (kind.magic().startsWith(begun) || begun.startsWith(kind.magic()))
                        && text.indexOf('\n') < 0;
    }

    /** The line without its checksum, if that is right. */
    private static Optional<String> checked(String line) {
        return line.length() > CHECKSUM + 1
                        && line.charAt(CHECKSUM) == '\t'
                        && line.substring(0, CHECKSUM).equals(checksum(line.substring(CHECKSUM + 1)))
                ? Optional.of(line.substring(CHECKSUM + 1))
                : Optional.empty();
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What was wrong with the file and mended; empty if nothing was. */
    public Optional<String> warning() {
        return warning;
    }

    /** The lines after the header, without their checksums, as the file had them when it was opened. */
    public List<String> lines() {
        return lines.isEmpty() ? List.of() : List.copyOf(lines.subList(1, lines.size()));
    }

    /**
     * Adds a line; when the method returns, it is on disk. When it fails, as on a full disk, the journal is as it was
     * before.
     *
     * @throws IllegalArgumentException if it has line breaks
     */
    public synchronized void append(String line) throws IOException {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("line '" + line + "': expected no line breaks");
        }
        long begin = content.getFilePointer();
        try {
            content.write((checksum(line) + "\t" + line + "\n").getBytes(StandardCharsets.UTF_8));
            content.getFD().sync();
        } catch (IOException e) {
            // Half a line in the middle would make the journal unreadable.
            try {
                content.setLength(begin);
                content.seek(begin);
            } catch (IOException closed) {
                // Then it is the last line, which is dropped when the journal is opened again.
                e.addSuppressed(closed);
            }
            throw failed("write to", file, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        hold.close();
    }
}
