package io.github.grabnas.experiment.beyond;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.run.DataChecksums;
import io.github.grabnas.experiment.run.LibraryVersion;
import io.github.grabnas.experiment.run.Machine;
import io.github.grabnas.experiment.run.ProvenanceJson;
import io.github.grabnas.experiment.run.SourceCommit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the numbers of a {@link BeyondStudy} come from: kept as JSON beside them.
 *
 * @param format of this file
 * @param command that goes on with the study, or repeats it in another folder
 * @param study its settings
 * @param data the SHA-256 of each table and meta-trained file, by name; of decoders of one's own with {@code decoders/}
 * @param trainings the SHA-256 of each journal, by name
 * @param library the library's version
 * @param commit of the checkout; empty outside one
 * @param machine that the study ended on
 * @param started when the command was
 * @param seconds that the command took
 */
public record BeyondProvenance(
        String format,
        List<String> command,
        String study,
        Map<String, String> data,
        Map<String, String> trainings,
        String library,
        String commit,
        Machine machine,
        String started,
        double seconds) {

    private static final String FORMAT = "grabnas-beyond 1";

    /** Checks that nothing is missing. */
    public BeyondProvenance {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(trainings, "trainings");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(started, "started");
    }

    /**
     * Puts together what is known at the end.
     *
     * @param decoders files of one's own
     * @param journals the folder of the journals
     * @param started when the command was
     */
    public static BeyondProvenance of(
            List<String> command,
            BeyondStudy study,
            List<Target> targets,
            DataFolder folder,
            List<Path> decoders,
            Path journals,
            Instant started)
            throws IOException {
        Map<String, String> data = new TreeMap<>(DataChecksums.ofWeights(BenchmarkSuite.PROXY));
        for (Target target : targets) {
            data.putAll(DataChecksums.ofTable(target, folder));
        }
        for (Path decoder : decoders) {
            data.put("decoders/" + decoder.getFileName(), DataChecksums.sha256(decoder));
        }
        return new BeyondProvenance(
                FORMAT,
                List.copyOf(command),
                study.toString(),
                data,
                checksums(journals),
                LibraryVersion.text(),
                SourceCommit.find(),
                Machine.current(),
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(started, Instant.now()).toMillis() / 1e3);
    }

    private static Map<String, String> checksums(Path journals) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.list(journals)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("beyond-"))
                    .toList()) {
                checksums.put(file.getFileName().toString(), DataChecksums.sha256(file));
            }
        }
        return checksums;
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        ProvenanceJson.write(file, this);
    }
}
