package io.github.grabnas.search.oneshot;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A {@link OneShotRun} as a CSV file: lines {@code # name: value} of how it came about, then a row for each kept epoch
 * with losses, accuracies in percent, the cell that would be derived, and the 30 probabilities, four decimals each.
 */
public final class OneShotRunFile {

    private static final int OPERATIONS = Operation.all().size();
    private static final List<String> MEASURES =
            List.of("epoch", "weight_loss", "weight_accuracy", "architecture_loss", "architecture_accuracy", "derived");
    /** The largest file that is read; a run of 250 epochs has 0.1 MB. */
    private static final long LONGEST = 1 << 24;

    private static final String SETTING = "setting ";

    private OneShotRunFile() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(MEASURES);
        for (int to = 1; to < Cell.NODES; to++) {
            for (int from = 0; from < to; from++) {
                for (Operation operation : Operation.all()) {
                    columns.add(from + "-" + to + "_" + operation.label());
                }
            }
        }
        return columns;
    }

    /**
     * Writes the file as a whole or not at all.
     *
     * @throws IOException if the folder does not exist or cannot be written to
     */
    public static void write(Path file, OneShotRun run) throws IOException {
        String text = text(run);
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(OneShotRun run) {
        StringWriter text = new StringWriter();
        Map<String, String> notes = new java.util.LinkedHashMap<>();
        notes.put("target", run.target());
        notes.put("method", run.method());
        notes.put("seed", Long.toString(run.seed()));
        run.settings().forEach((name, value) -> notes.put(SETTING + name, value));
        notes.put("derived", run.derived().text());
        notes.put("command", run.command());
        notes.put("date", run.date().toString());
        notes.put("seconds", String.format(Locale.ROOT, "%.1f", run.seconds()));
        notes.forEach((name, value) -> text.write("# " + name + ": " + value + "\n"));
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        csv.writeRecord(columns());
        run.epochs().forEach(step -> csv.writeRecord(fields(step)));
        return text.toString();
    }

    private static List<String> fields(OneShotStep step) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(step.epoch()));
        fields.add(decimals(step.weightLoss()));
        fields.add(decimals(step.weightAccuracy()));
        fields.add(decimals(step.architectureLoss()));
        fields.add(decimals(step.architectureAccuracy()));
        fields.add(step.derived().map(Cell::text).orElse(""));
        for (double p : step.probabilities().toArray()) {
            fields.add(decimals(p));
        }
        return fields;
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /**
     * Reads a run.
     *
     * @throws DataFormatException if the file is damaged; the message says in what
     */
    public static OneShotRun read(Path file) throws IOException {
        String text = InputFile.of(file, "a one-shot run").text(LONGEST);
        Map<String, String> notes = new TreeMap<>();
        text.lines().filter(line -> line.startsWith("# ")).forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                notes.put(line.substring(2, colon), line.substring(colon + 2));
            }
        });
        try {
            List<OneShotStep> epochs =
                    CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text).stream()
                            .map(OneShotRunFile::step)
                            .toList();
            OneShotRun run = new OneShotRun(
                    note(notes, "target"),
                    note(notes, "method"),
                    settings(notes),
                    DecimalNumber.parseWhole(note(notes, "seed")),
                    note(notes, "command"),
                    LocalDate.parse(note(notes, "date")),
                    DecimalNumber.parse(note(notes, "seconds")),
                    epochs);
            if (!run.derived().text().equals(note(notes, "derived"))) {
                throw new IllegalArgumentException("'# derived: " + note(notes, "derived")
                        + "' is not the cell of the last line, " + run.derived());
            }
            return run;
        } catch (RuntimeException e) {
            throw new DataFormatException(
                    file, "not a one-shot run: " + e.getMessage() + "; fetch the file again or run its command", e);
        }
    }

    private static Map<String, String> settings(Map<String, String> notes) {
        return notes.entrySet().stream()
                .filter(e -> e.getKey().startsWith(SETTING))
                .collect(Collectors.toMap(e -> e.getKey().substring(SETTING.length()), Map.Entry::getValue));
    }

    private static String note(Map<String, String> notes, String name) {
        return Optional.ofNullable(notes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no line '# " + name + ": …'"));
    }

    private static OneShotStep step(NamedCsvRecord row) {
        List<String> columns = columns();
        double[] p = IntStream.range(0, Cell.EDGES * OPERATIONS)
                .mapToDouble(i -> DecimalNumber.parse(row.getField(columns.get(MEASURES.size() + i))))
                .toArray();
        String derived = row.getField("derived");
        return new OneShotStep(
                DecimalNumber.parseInt(row.getField("epoch")),
                Matrix.of(Cell.EDGES, OPERATIONS, p),
                DecimalNumber.parse(row.getField("weight_loss")),
                DecimalNumber.parse(row.getField("weight_accuracy")),
                DecimalNumber.parse(row.getField("architecture_loss")),
                DecimalNumber.parse(row.getField("architecture_accuracy")),
                derived.isEmpty() ? Optional.empty() : Optional.of(Cell.parse(derived)),
                List.of());
    }
}
