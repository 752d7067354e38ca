package io.github.grabnas.benchmark;

import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.tensor.PyTorchFile;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads MetaD2A's meta-training set (H. Lee et al., ICLR 2021) from the three files in which it was published: tuples
 * of task, cell and accuracy; the classes of every task; and the order in which MetaD2A takes tuples, of which the
 * first 400 are held out to validate.
 */
public final class MetaD2aReader {

    /** The tuples' file. */
    public static final String TUPLES = "meta_train_tasks_predictor.pt";

    /** The file of the tasks' classes. */
    public static final String TASKS = "meta_train_task_lst.pt";

    /** The file of the order. */
    public static final String ORDER = "meta_train_tasks_predictor_idx.pt";

    private static final int VALIDATION = 400;

    private MetaD2aReader() {}

    /**
     * Reads the three files of a folder.
     *
     * @throws DataFormatException if one of them is not what it should be
     */
    public static MetaTrainingSet read(Path folder) throws IOException {
        List<List<Integer>> tasks = tasks(folder.resolve(TASKS));
        Path file = folder.resolve(TUPLES);
        if (!(PyTorchFile.read(file) instanceof Map<?, ?> columns)) {
            throw new DataFormatException(file, "expected a map of columns");
        }
        List<?> numbers = column(file, columns, "task");
        List<?> cells = column(file, columns, "str");
        List<?> accuracies = column(file, columns, "acc");
        if (cells.size() != numbers.size() || accuracies.size() != numbers.size()) {
            throw new DataFormatException(
                    file,
                    "its columns task, str and acc have " + numbers.size() + ", " + cells.size() + " and "
                            + accuracies.size() + " entries; expected equal numbers");
        }
        Set<Integer> validation = validation(folder.resolve(ORDER), numbers.size());
        if (!accuracies.isEmpty() && accuracies.stream().allMatch(a -> a instanceof Number n && n.doubleValue() <= 1)) {
            throw new DataFormatException(
                    file, "no accuracy is above 1; these seem to be fractions, 0 to 1, and " + "percent is expected");
        }
        List<MetaTrainingTuple> tuples = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            tuples.add(tuple(
                    file,
                    i,
                    numbers.get(i),
                    cells.get(i),
                    accuracies.get(i),
                    tasks.size(),
                    validation.contains(i) ? Split.VALID : Split.TRAIN));
        }
        return new MetaTrainingSet(tuples, tasks);
    }

    private static MetaTrainingTuple tuple(
            Path file, int number, Object task, Object cell, Object accuracy, int tasks, Split split)
            throws DataFormatException {
        if (!isWhole(task, 0, tasks - 1)) {
            throw new DataFormatException(
                    file, "tuple " + number + ": task " + shown(task) + "; expected 0 to " + (tasks - 1));
        }
        if (!(accuracy instanceof Number a) || !(a.doubleValue() >= 0 && a.doubleValue() <= 100)) {
            throw new DataFormatException(
                    file, "tuple " + number + ": accuracy " + shown(accuracy) + "; expected a percentage");
        }
        if (a.doubleValue() > 0 && a.doubleValue() <= 1) {
            throw new DataFormatException(
                    file,
                    "tuple " + number + ": accuracy " + shown(accuracy) + "; of 20 classes guessing has 5 percent, so "
                            + "this seems to be a fraction, 0 to 1: multiply it by 100");
        }
        try {
            return new MetaTrainingTuple(((Number) task).intValue(), Cell.parse(shown(cell)), a.doubleValue(), split);
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(file, "tuple " + number + ": " + e.getMessage());
        }
    }

    private static boolean isWhole(Object value, int least, int most) {
        return value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= least
                && number.intValue() <= most;
    }

    /** A value for messages; of a container only its kind, since it may be without end. */
    private static String shown(Object value) {
        return value instanceof String || value instanceof Double || value instanceof Integer || value instanceof Long
                ? value.toString()
                : "of kind " + value.getClass().getSimpleName();
    }

    private static List<?> column(Path file, Map<?, ?> columns, String name) throws DataFormatException {
        if (columns.get(name) instanceof List<?> column) {
            return column;
        }
        throw new DataFormatException(file, "it has no column '" + name + "'; its columns are " + columns.keySet());
    }

    private static List<List<Integer>> tasks(Path file) throws IOException {
        if (!(PyTorchFile.read(file) instanceof List<?> list)) {
            throw new DataFormatException(file, "expected a list of tasks");
        }
        List<List<Integer>> tasks = new ArrayList<>(list.size());
        for (Object task : list) {
            List<Integer> labels = new ArrayList<>();
            for (Object label : task instanceof List<?> classes ? classes : List.of()) {
                if (!isWhole(label, 1, 1000)) {
                    throw new DataFormatException(
                            file, "task " + tasks.size() + ": class " + shown(label) + "; expected 1 to 1000");
                }
                labels.add(((Number) label).intValue());
            }
            if (labels.isEmpty()) {
                throw new DataFormatException(file, "task " + tasks.size() + " has no classes");
            }
            tasks.add(labels);
        }
        return tasks;
    }

    private static Set<Integer> validation(Path file, int tuples) throws IOException {
        if (!(PyTorchFile.read(file) instanceof Tensor order) || order.size() != tuples) {
            throw new DataFormatException(file, "expected a tensor of " + tuples + " indices");
        }
        Set<Integer> all = new HashSet<>();
        Set<Integer> first = new HashSet<>();
        for (int i = 0; i < tuples; i++) {
            double entry = order.get(i);
            int index = (int) entry;
            if (index != entry || index < 0 || index >= tuples || !all.add(index)) {
                throw new DataFormatException(
                        file, "entry " + i + " is " + entry + "; expected each of 0 to " + (tuples - 1) + " once");
            }
            if (i < VALIDATION) {
                first.add(index);
            }
        }
        return first;
    }
}
