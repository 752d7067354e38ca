package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.FileFault;
import io.github.grabnas.data.FileHold;
import io.github.grabnas.evaluate.training.Candidate.Key;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32;

/**
 * The trained candidates of a long job, on disk, so that the job can be killed at any moment and go on later: a text
 * file that only grows, one line for each candidate that is done.
 *
 * <p>Each line begins with the CRC-32 of its rest; fields are separated by tabs. The first line names the settings, and
 * a journal is opened for these settings alone. The process that has a journal open holds a lock on it. A last line
 * that was torn by a kill is dropped when the journal is opened, and {@link #warning()} tells so; the candidate is
 * trained again. An interrupt of a thread that appends does no harm.
 *
 * <pre>{@code try (TrainingJournal journal = TrainingJournal.open(file, trainer.settings())) {
 *     new CandidatePool(2).train(candidates, journal, entry -> { }); } }</pre>
 */
public final class TrainingJournal implements AutoCloseable {

    /**
     * A candidate that is done.
     *
     * @param key which
     * @param accuracy on the test images, in percent
     * @param validation accuracy on the validation images, in percent, where the task has some
     * @param diverged whether training failed, and the accuracies are those of guessing
     * @param seconds that training took
     */
    public record Entry(Key key, double accuracy, OptionalDouble validation, boolean diverged, double seconds) {

        /** Checks that nothing is missing. */
        public Entry {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(validation, "validation");
        }

        /** Trains the candidate on the calling thread, and those of its trainer. */
        public static Entry of(Candidate candidate) {
            long begin = System.nanoTime();
            TrainingOutcome outcome = candidate.trainer().train(candidate.architecture(), candidate.seed());
            return new Entry(
                    candidate.key(),
                    outcome.accuracy(),
                    outcome.validationAccuracy(),
                    outcome instanceof TrainingOutcome.Diverged,
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    private static final String MAGIC = "grabnas-journal 1";
    private static final int FIELDS = 6;
    private static final int FIELDS_WITH_VALIDATION = 7;
    static final int LARGEST = 256 << 20;

    private final Path file;
    private final FileHold hold;
    private final RandomAccessFile content;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private Optional<String> warning = Optional.empty();

    private TrainingJournal(Path file, FileHold hold) {
        this.file = file;
        this.hold = hold;
        this.content = hold.content();
    }

    /**
     * Opens a journal, or begins a new one.
     *
     * @param file the journal; its folder must exist
     * @param settings everything that decides a result but for the {@link Key}, in one line
     * @throws JournalInUseException if another process, or this one, has it open
     * @throws DataFormatException if the file is no journal, is one for other settings, has more than 256 MiB, or a
     *     line other than the last is damaged
     * @throws IOException if it cannot be made or read; the message says why and what to do
     */
    public static TrainingJournal open(Path file, String settings) throws IOException {
        if (settings.contains("\t") || settings.contains("\n")) {
            throw new IllegalArgumentException("settings '" + settings + "': expected one line without tabs");
        }
        FileHold hold = hold(file);
        try {
            TrainingJournal journal = new TrainingJournal(file, hold);
            journal.read(settings);
            return journal;
        } catch (DataFormatException | RuntimeException e) {
            hold.close();
            throw e;
        } catch (IOException e) {
            hold.close();
            throw failed("read or write", file, e);
        }
    }

    private static FileHold hold(Path file) throws IOException {
        // A pipe or a device would wait for others, or lose what is written.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DataFormatException(
                    file,
                    "it is a " + (Files.isDirectory(file) ? "folder" : "pipe or a device")
                            + "; expected a journal of trained candidates, or the name of a new file");
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

    private void read(String settings) throws IOException {
        if (content.length() > LARGEST) {
            throw new DataFormatException(
                    file, content.length() + " bytes; a journal is expected to have at most " + LARGEST);
        }
        byte[] bytes = new byte[(int) content.length()];
        content.readFully(bytes);
        List<String> lines = new ArrayList<>();
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
                                ? "not a journal of trained candidates; choose another file"
                                : "the line does not fit its checksum; remove it, and its candidate is trained again");
            }
            if (line.isEmpty()) {
                warning = Optional.of(file + ": the last line was torn (" + (bytes.length - at)
                        + " bytes) and is dropped; its candidate is trained again");
                break;
            }
            lines.add(line.get());
            at = end + 1;
            good = at;
        }
        content.setLength(good);
        content.seek(good);
        take(lines, MAGIC + "\t" + settings);
    }

    /** Remembers what the lines hold, and begins an empty journal with its header. */
    private void take(List<String> lines, String header) throws IOException {
        if (lines.isEmpty()) {
            write(header);
        } else if (!lines.get(0).equals(header)) {
            throw new DataFormatException(
                    file,
                    1,
                    "the journal is of other settings, '" + lines.get(0) + "'; expected '" + header
                            + "'; choose another file for these settings");
        }
        for (int i = 1; i < lines.size(); i++) {
            remember(parse(lines.get(i), i + 1L), i + 1L);
        }
    }

    /** Whether the file holds no more than a header that was torn: then nothing is lost. */
    private static boolean isOwnBeginning(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int tab = text.indexOf('\t');
        String magic = tab < 0 ? "" : text.substring(tab + 1);
        return text.length() <= 9 && text.matches("[0-9a-f]{0,8}\t?")
                || tab == 8 && (MAGIC.startsWith(magic) || magic.startsWith(MAGIC)) && text.indexOf('\n') < 0;
    }

    /** The line without its checksum, if that is right. */
    private static Optional<String> checked(String line) {
        return line.length() > 9
                        && line.charAt(8) == '\t'
                        && line.substring(0, 8).equals(checksum(line.substring(9)))
                ? Optional.of(line.substring(9))
                : Optional.empty();
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private Entry parse(String line, long number) throws DataFormatException {
        String[] f = line.split("\t", -1);
        try {
            if (f.length != FIELDS && f.length != FIELDS_WITH_VALIDATION
                    || !f[4].equals("trained") && !f[4].equals("diverged")) {
                throw new NumberFormatException();
            }
            Entry entry = new Entry(
                    new Key(f[0], f[1], Long.parseLong(f[2])),
                    DecimalNumber.parse(f[3]),
                    f.length == FIELDS ? OptionalDouble.empty() : OptionalDouble.of(DecimalNumber.parse(f[6])),
                    f[4].equals("diverged"),
                    DecimalNumber.parse(f[5]));
            if (!isValid(entry)) {
                throw new NumberFormatException();
            }
            return entry;
        } catch (NumberFormatException e) {
            throw new DataFormatException(
                    file,
                    number,
                    "'" + line
                            + "'; expected task, architecture, seed, test accuracy in percent, trained or diverged, "
                            + "seconds and, where there is one, validation accuracy in percent");
        }
    }

    private static boolean isValid(Entry entry) {
        return isPercent(entry.accuracy()) && isPercent(entry.validation().orElse(0)) && entry.seconds() >= 0;
    }

    private static boolean isPercent(double accuracy) {
        return accuracy >= 0 && accuracy <= 100;
    }

    private void remember(Entry entry, long line) throws DataFormatException {
        if (entries.putIfAbsent(entry.key(), entry) != null) {
            throw new DataFormatException(
                    file, line, entry.key() + " stands in the journal already; remove one of the lines");
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What was wrong with the file and mended; empty if nothing was. */
    public Optional<String> warning() {
        return warning;
    }

    /** The candidates that are done, in the order in which they were. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The candidate's result if it is done. */
    public synchronized Optional<Entry> find(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * Adds a result; when the method returns, it is on disk. When it fails, as on a full disk, the journal is as it was
     * before.
     *
     * @throws IllegalArgumentException if the accuracy is not from 0 to 100, the seconds are negative, or a name has
     *     tabs or line breaks
     * @throws IllegalStateException if the candidate is done already
     */
    public synchronized void append(Entry entry) throws IOException {
        Key key = entry.key();
        if (entries.containsKey(key)) {
            throw new IllegalStateException(key + " stands in " + file + " already");
        }
        if (!isValid(entry)) {
            throw new IllegalArgumentException(entry + ": expected an accuracy from 0 to 100, and no negative seconds");
        }
        if ((key.task() + key.architecture()).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(key + ": expected names without tabs and line breaks");
        }
        write(String.join(
                "\t",
                key.task(),
                key.architecture(),
                Long.toString(key.seed()),
                Double.toString(entry.accuracy()),
                entry.diverged() ? "diverged" : "trained",
                String.format(Locale.ROOT, "%.3f", entry.seconds())
                        + (entry.validation().isPresent()
                                ? "\t" + entry.validation().getAsDouble()
                                : "")));
        entries.put(key, entry);
    }

    private void write(String line) throws IOException {
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
