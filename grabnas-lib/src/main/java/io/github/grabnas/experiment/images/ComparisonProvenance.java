package io.github.grabnas.experiment.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.experiment.run.CommandOrigin;
import io.github.grabnas.experiment.run.DataChecksums;
import io.github.grabnas.experiment.run.ProvenanceJson;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the numbers of an {@link ImageComparison} come from: kept as JSON beside them. Wall-clock time decides how much
 * each run did, so the same command on another machine gives other numbers.
 *
 * @param format of this file
 * @param command that goes on with the comparison, or repeats it in another folder
 * @param minutes of each run
 * @param settings what all runs have in common, as in {@link ComparedRun#settings}
 * @param images the SHA-256 of each dataset's images, by its name
 * @param weights the SHA-256 of each meta-trained file, by name
 * @param runs how many lines {@code images.csv} has
 * @param ranNow how many of them this command ran; the others were found in the folder
 * @param lines the SHA-256 of {@code images.csv}
 * @param origin with which library, where and when the command ran; its components stand among the others
 */
public record ComparisonProvenance(
        String format,
        List<String> command,
        double minutes,
        String settings,
        Map<String, String> images,
        Map<String, String> weights,
        int runs,
        int ranNow,
        String lines,
        @JsonUnwrapped CommandOrigin origin) {

    private static final String FORMAT = "grabnas-image-comparison 1";

    /** Checks that nothing is missing. */
    public ComparisonProvenance {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(origin, "origin");
    }

    /**
     * Puts together what is known after a run.
     *
     * @param runs all that are done, of the same minutes and settings
     * @param file that they were written to
     * @param ranNow how many of them this command ran
     * @param started when the command was
     * @throws IllegalArgumentException if there are no runs
     */
    public static ComparisonProvenance of(
            List<String> command, Collection<ComparedRun> runs, ComparedRunFile file, int ranNow, Instant started)
            throws IOException {
        ComparedRun any = runs.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no runs: expected at least one that is done"));
        Map<String, String> images = new TreeMap<>();
        runs.forEach(run -> images.put(run.key().dataset(), run.imagesSha256()));
        return new ComparisonProvenance(
                FORMAT,
                List.copyOf(command),
                any.minutes(),
                any.settings(),
                images,
                new TreeMap<>(DataChecksums.ofWeights(BenchmarkSuite.PROXY)),
                runs.size(),
                ranNow,
                DataChecksums.sha256(file.path()),
                CommandOrigin.since(started));
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        ProvenanceJson.write(file, this);
    }
}
