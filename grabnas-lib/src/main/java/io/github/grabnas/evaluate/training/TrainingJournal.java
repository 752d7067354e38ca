package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.JournalInUseException;
import io.github.grabnas.data.LineJournal;
import io.github.grabnas.evaluate.training.Candidate.Key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

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

    private static final LineJournal.Kind KIND = new LineJournal.Kind(
            "journal of trained candidates", "grabnas-journal 1", "its candidate is trained again");
    private static final int FIELDS = 6;
    private static final int FIELDS_WITH_VALIDATION = 7;

    private final LineJournal lines;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    private TrainingJournal(LineJournal lines) {
        this.lines = lines;
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
        LineJournal lines = LineJournal.open(file, KIND, settings);
        try {
            TrainingJournal journal = new TrainingJournal(lines);
            long number = 1;
            for (String line : lines.lines()) {
                number++;
                journal.remember(journal.parse(line, number), number);
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private Entry parse(String line, long number) throws DataFormatException {
        String[] f = line.split("\t", -1);
        try {
            if (f.length != FIELDS && f.length != FIELDS_WITH_VALIDATION
                    || !f[4].equals("trained") && !f[4].equals("diverged")) {
                throw new NumberFormatException();
            }
            Entry entry = new Entry(
                    new Key(f[0], f[1], DecimalNumber.parseWhole(f[2])),
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
                    file(),
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
                    file(), line, entry.key() + " stands in the journal already; remove one of the lines");
        }
    }

    /** The file. */
    public Path file() {
        return lines.file();
    }

    /** What was wrong with the file and mended; empty if nothing was. */
    public Optional<String> warning() {
        return lines.warning();
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
            throw new IllegalStateException(key + " stands in " + file() + " already");
        }
        if (!isValid(entry)) {
            throw new IllegalArgumentException(entry + ": expected an accuracy from 0 to 100, and no negative seconds");
        }
        if ((key.task() + key.architecture()).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(key + ": expected names without tabs and line breaks");
        }
        lines.append(String.join(
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

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
