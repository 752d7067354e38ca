package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.experiment.run.CsvFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The lines of an {@link ImageComparison} that are done, as a CSV file. It is replaced as a whole after each of them,
 * so that a comparison that was killed goes on with the next.
 *
 * @param path of the file
 */
public record ComparedRunFile(Path path) {

    private static final List<String> COLUMNS = List.of(
            "dataset",
            "line",
            "seed",
            "minutes",
            "settings",
            "seconds",
            "evaluations",
            "validation_accuracy",
            "test_correct",
            "test_images",
            "test_accuracy",
            "interval_low",
            "interval_high",
            "architecture",
            "pixels",
            "channels",
            "cells",
            "images",
            "epochs",
            "shift",
            "mirrored",
            "training_seconds",
            "images_sha256");

    /** Checks that nothing is missing. */
    public ComparedRunFile {
        Objects.requireNonNull(path, "path");
    }

    /** Writes all lines. */
    public void write(Iterable<ComparedRun> runs) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        runs.forEach(run -> rows.add(row(run)));
        CsvFile.write(path, COLUMNS, rows.stream());
    }

    private static List<String> row(ComparedRun run) {
        TrainingScale scale = run.scale();
        return List.of(
                run.key().dataset(),
                run.key().line(),
                Long.toString(run.key().seed()),
                Double.toString(run.minutes()),
                run.settings(),
                decimal("%.1f", run.seconds()),
                Integer.toString(run.evaluations()),
                run.validationAccuracy().stream()
                        .mapToObj(a -> decimal("%.3f", a))
                        .findFirst()
                        .orElse(""),
                Integer.toString(run.test().correct()),
                Integer.toString(run.test().count()),
                decimal("%.3f", run.test().accuracy()),
                decimal("%.3f", run.test().low()),
                decimal("%.3f", run.test().high()),
                run.architecture(),
                Integer.toString(scale.pixels()),
                Integer.toString(scale.channels()),
                Integer.toString(scale.cells()),
                Integer.toString(scale.images()),
                Integer.toString(scale.epochs()),
                Integer.toString(scale.shift()),
                Boolean.toString(scale.mirrored()),
                decimal("%.1f", run.trainingSeconds()),
                run.imagesSha256());
    }

    private static String decimal(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /**
     * The lines that are done; none if there is no file.
     *
     * @param minutes of each run
     * @param settings what all runs have in common, as in {@link ComparedRun#settings}
     * @throws DataFormatException if it is not such a file, or one of runs of other minutes or settings
     */
    public Map<ComparedRun.Key, ComparedRun> read(double minutes, String settings) throws IOException {
        Map<ComparedRun.Key, ComparedRun> runs = new LinkedHashMap<>();
        if (!Files.exists(path)) {
            return runs;
        }
        CsvTable.read(InputFile.of(path, "compared runs"), COLUMNS, row -> {
            ComparedRun run = run(row);
            if (run.minutes() != minutes || !run.settings().equals(settings)) {
                throw row.fault("the file holds runs of " + run.minutes() + " minutes with settings '" + run.settings()
                        + "', and these are of " + minutes + " with '" + settings + "'; choose another folder");
            }
            for (ComparedRun other : runs.values()) {
                if (other.key().dataset().equals(run.key().dataset())
                        && !other.imagesSha256().equals(run.imagesSha256())) {
                    throw row.fault(run.key() + " has other images than " + other.key() + "; choose another folder");
                }
            }
            runs.put(run.key(), run);
        });
        return runs;
    }

    private static ComparedRun run(CsvTable.Row row) throws DataFormatException {
        try {
            return parse(row);
        } catch (IllegalArgumentException e) {
            throw row.fault("it is no line of compared runs (" + e.getMessage() + "); choose another folder");
        }
    }

    private static String field(CsvTable.Row row, String name) {
        return row.field(COLUMNS.indexOf(name));
    }

    private static ComparedRun parse(CsvTable.Row fields) {
        String validation = field(fields, "validation_accuracy");
        return new ComparedRun(
                new ComparedRun.Key(
                        field(fields, "dataset"),
                        field(fields, "line"),
                        DecimalNumber.parseWhole(field(fields, "seed"))),
                DecimalNumber.parse(field(fields, "minutes")),
                field(fields, "settings"),
                DecimalNumber.parse(field(fields, "seconds")),
                whole(fields, "evaluations"),
                validation.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(DecimalNumber.parse(validation)),
                field(fields, "architecture"),
                new TrainingScale(
                        whole(fields, "pixels"),
                        whole(fields, "channels"),
                        whole(fields, "cells"),
                        whole(fields, "images"),
                        whole(fields, "epochs"),
                        whole(fields, "shift"),
                        Boolean.parseBoolean(field(fields, "mirrored"))),
                DecimalNumber.parse(field(fields, "training_seconds")),
                AccuracyInterval.of(whole(fields, "test_correct"), whole(fields, "test_images")),
                field(fields, "images_sha256"));
    }

    private static int whole(CsvTable.Row fields, String name) {
        return DecimalNumber.parseInt(field(fields, name));
    }
}
