package io.github.grabnas.benchmark;

import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.PercentColumn;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the meta-training tuples that were measured at proxy scale: of the training tasks {@link #training()}, of the
 * held-out ones {@link #heldOut()}.
 */
public final class ProxyTupleReader {

    /** The columns; the accuracy is in percent. */
    public static final List<String> COLUMNS = List.of("task", "architecture", "seed", "accuracy");

    /** Training tasks from this one on decide when to stop. */
    static final int VALIDATION_FROM = ProxyTasks.TRAINING * 9 / 10;

    private static final Pattern TASK = Pattern.compile("[a-z-]+-(\\d{4})");
    /** Twenty classes at most. */
    private static final double GUESSING = 5;

    private final Path folder;

    private ProxyTupleReader(Path folder) {
        this.folder = folder;
    }

    /**
     * One training.
     *
     * @param task the name of the task
     * @param seed of the training
     * @param tuple what was measured
     */
    public record Training(String task, long seed, MetaTrainingTuple tuple) {

        /** Checks that nothing is missing. */
        public Training {
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(tuple, "tuple");
        }
    }

    /** The tuples of the checkout. */
    public static ProxyTupleReader find() throws IOException {
        return at(DataFolder.embedded("proxy"));
    }

    /** The tuples in a folder. */
    public static ProxyTupleReader at(Path folder) {
        return new ProxyTupleReader(folder);
    }

    /**
     * Every training on the training tasks, second and third ones of the same pair included.
     *
     * @throws DataFormatException if the file is damaged; the message names the line
     */
    public List<Training> training() throws IOException {
        return read("proxy-meta-training.csv", 0, ProxyTasks.TRAINING);
    }

    /** Every training on the held-out tasks. */
    public List<Training> heldOut() throws IOException {
        return read("proxy-held-out.csv", ProxyTasks.TRAINING, ProxyTasks.TRAINING + ProxyTasks.HELD_OUT);
    }

    private List<Training> read(String name, int first, int end) throws IOException {
        Path file = folder.resolve(name);
        PercentColumn accuracy = new PercentColumn(file, COLUMNS.get(3), GUESSING);
        List<Training> trainings = new ArrayList<>();
        Set<String> known = new HashSet<>();
        CsvTable.read(InputFile.packedOrNot(file, "meta-training tuples"), COLUMNS, row -> {
            Matcher task = TASK.matcher(row.field(0));
            if (!task.matches() || !row.field(2).matches("\\d{1,9}")) {
                throw row.fault("task '" + row.field(0) + "', seed '" + row.field(2)
                        + "'; expected a name such as tiny-imagenet-0012 and a whole number");
            }
            if (!known.add(row.field(0) + " " + row.field(1) + " " + row.field(2))) {
                throw row.fault("task '" + row.field(0) + "', architecture '" + row.field(1) + "', seed " + row.field(2)
                        + " stand already further up");
            }
            int number = DecimalNumber.parseInt(task.group(1));
            if (number < first || number >= end) {
                throw row.fault("task '" + row.field(0) + "' has number " + number + "; expected " + first + " to "
                        + (end - 1));
            }
            Split split = number >= ProxyTasks.TRAINING || number < VALIDATION_FROM ? Split.TRAIN : Split.VALID;
            trainings.add(new Training(
                    row.field(0),
                    DecimalNumber.parseWhole(row.field(2)),
                    new MetaTrainingTuple(number, architecture(row), accuracy.read(row.field(3), row.line()), split)));
        });
        accuracy.end();
        return List.copyOf(trainings);
    }

    private static Architecture architecture(CsvTable.Row row) throws DataFormatException {
        try {
            return Architecture.parse(row.field(1));
        } catch (IllegalArgumentException e) {
            throw row.fault(e.getMessage());
        }
    }
}
