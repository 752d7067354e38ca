package io.github.grabnas.evaluate;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.JournalInUseException;
import io.github.grabnas.data.LineJournal;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An evaluator of one's own that measures each architecture once, and notes it on disk: searches with other seeds and
 * methods share what was measured, and what was killed goes on from there.
 *
 * <pre>{@code
 * ArchitectureEvaluator pytorch = ...;                      // trains a network for an hour
 * try (var evaluator = JournalledEvaluator.open(pytorch, Path.of("mine.journal"), "200 epochs, seed 0")) {
 *     new GrabNas(new SearchProblem(new NasBench201(), evaluator, 100, 0, models)).run();
 * }
 * }</pre>
 *
 * <p>What an evaluator has no answer for is not noted, and asked again. Candidates of this library's own trainer have a
 * journal of another form, {@link io.github.grabnas.evaluate.training.TrainingJournal}.
 */
public final class JournalledEvaluator implements ArchitectureEvaluator, AutoCloseable {

    private static final LineJournal.Kind KIND = new LineJournal.Kind(
            "journal of measured architectures", "grabnas-evaluations 1", "its architecture is measured again");
    private static final int FIELDS = 3;

    private final ArchitectureEvaluator evaluator;
    private final LineJournal journal;
    private final Map<Architecture, Measured> known = new HashMap<>();

    private JournalledEvaluator(ArchitectureEvaluator evaluator, LineJournal journal) {
        this.evaluator = evaluator;
        this.journal = journal;
    }

    /**
     * Opens the journal, or begins a new one.
     *
     * @param evaluator measures what the journal does not hold
     * @param file the journal; its folder must exist
     * @param settings what decides the evaluator's numbers, such as epochs and seed, in one line: the journal is opened
     *     for these alone
     * @throws JournalInUseException if another process, or this one, has it open
     * @throws DataFormatException if the file is no such journal, or one of another target or other settings
     * @throws IOException if it cannot be made or read
     */
    public static JournalledEvaluator open(ArchitectureEvaluator evaluator, Path file, String settings)
            throws IOException {
        // A score is the value with its sign changed where the quantity is minimised.
        LineJournal journal =
                LineJournal.open(file, KIND, evaluator.target() + ", " + evaluator.quantity() + ", " + settings);
        try {
            JournalledEvaluator journalled = new JournalledEvaluator(evaluator, journal);
            long number = 1;
            for (String line : journal.lines()) {
                journalled.remember(line, ++number);
            }
            return journalled;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void remember(String line, long number) throws DataFormatException {
        String[] fields = line.split("\t", -1);
        try {
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(fields.length + " fields");
            }
            known.put(
                    Architecture.parse(fields[0]).canonical(),
                    new Measured(
                            DecimalNumber.parse(fields[1]),
                            fields[2].isEmpty()
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(DecimalNumber.parse(fields[2]))));
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(
                    journal.file(),
                    number,
                    "'" + line + "'; expected architecture, score, and test accuracy or nothing");
        }
    }

    @Override
    public String target() {
        return evaluator.target();
    }

    @Override
    public Quantity quantity() {
        return evaluator.quantity();
    }

    /** What was wrong with the journal and mended; empty if nothing was. */
    public Optional<String> warning() {
        return journal.warning();
    }

    /** How many architectures were measured. */
    public synchronized int size() {
        return known.size();
    }

    /**
     * {@inheritDoc} Several threads may ask at a time. Where two ask for the same architecture at once, both measure
     * it, and the first answer stands.
     *
     * @throws UncheckedIOException if the journal cannot be written; what was measured is kept until the evaluator is
     *     closed
     */
    @Override
    public Evaluation evaluate(Architecture architecture) {
        Architecture canonical = architecture.canonical();
        Optional<Measured> before = known(canonical);
        if (before.isPresent()) {
            return before.get();
        }
        Evaluation evaluation = evaluator.evaluate(architecture);
        return evaluation instanceof Measured measured ? noted(canonical, measured) : evaluation;
    }

    private synchronized Optional<Measured> known(Architecture canonical) {
        return Optional.ofNullable(known.get(canonical));
    }

    private synchronized Measured noted(Architecture canonical, Measured measured) {
        Measured first = known.putIfAbsent(canonical, measured);
        if (first != null) {
            return first;
        }
        try {
            journal.append(canonical.text() + "\t" + measured.accuracy() + "\t"
                    + (measured.testAccuracy().isPresent()
                            ? measured.testAccuracy().getAsDouble()
                            : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        return measured;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
