package io.github.grabnas.experiment.images;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.experiment.run.CsvFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
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
        long line = 1;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(path)) {
            for (NamedCsvRecord fields : csv) {
                line++;
                ComparedRun run = run(fields);
                if (run.minutes() != minutes || !run.settings().equals(settings)) {
                    throw new DataFormatException(
                            path,
                            line,
                            "the file holds runs of " + run.minutes() + " minutes with settings '" + run.settings()
                                    + "', and these are of " + minutes + " with '" + settings
                                    + "'; choose another folder");
                }
                runs.values().stream()
                        .filter(other -> other.key().dataset().equals(run.key().dataset()))
                        .filter(other -> !other.imagesSha256().equals(run.imagesSha256()))
                        .findFirst()
                        .ifPresent(other -> {
                            throw new IllegalArgumentException(run.key() + " has other images than " + other.key());
                        });
                runs.put(run.key(), run);
            }
        } catch (UncheckedIOException | IllegalArgumentException | NoSuchElementException e) {
            throw new DataFormatException(
                    path, line, "it is no line of compared runs (" + e.getMessage() + "); choose another folder");
        }
        return runs;
    }

    private static ComparedRun run(NamedCsvRecord fields) {
        String validation = fields.getField("validation_accuracy");
        return new ComparedRun(
                new ComparedRun.Key(
                        fields.getField("dataset"), fields.getField("line"), Long.parseLong(fields.getField("seed"))),
                DecimalNumber.parse(fields.getField("minutes")),
                fields.getField("settings"),
                DecimalNumber.parse(fields.getField("seconds")),
                whole(fields, "evaluations"),
                validation.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(DecimalNumber.parse(validation)),
                fields.getField("architecture"),
                new TrainingScale(
                        whole(fields, "pixels"),
                        whole(fields, "channels"),
                        whole(fields, "cells"),
                        whole(fields, "images"),
                        whole(fields, "epochs"),
                        whole(fields, "shift"),
                        Boolean.parseBoolean(fields.getField("mirrored"))),
                DecimalNumber.parse(fields.getField("training_seconds")),
                AccuracyInterval.of(whole(fields, "test_correct"), whole(fields, "test_images")),
                fields.getField("images_sha256"));
    }

    private static int whole(NamedCsvRecord fields, String name) {
        return Integer.parseInt(fields.getField(name));
    }
}
