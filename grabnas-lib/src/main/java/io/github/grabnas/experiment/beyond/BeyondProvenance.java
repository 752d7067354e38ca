package io.github.grabnas.experiment.beyond;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.experiment.run.CommandOrigin;
import io.github.grabnas.experiment.run.DataChecksums;
import io.github.grabnas.experiment.run.ProvenanceJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the numbers of a {@link BeyondStudy} come from: kept as JSON beside them.
 *
 * @param format of this file
 * @param command that goes on with the study, or repeats it in another folder
 * @param study its settings
 * @param engine what trained
 * @param data the SHA-256 of each table and meta-trained file, by name; of decoders of one's own with {@code decoders/}
 * @param images the checksum of each target's images, as the journals of drawn-anew trainings have it
 * @param trainings the SHA-256 of each journal of these targets, by name
 * @param origin with which library, where and when the command ran; its components stand among the others
 */
public record BeyondProvenance(
        String format,
        List<String> command,
        String study,
        String engine,
        Map<String, String> data,
        Map<String, String> images,
        Map<String, String> trainings,
        @JsonUnwrapped CommandOrigin origin) {

    private static final String FORMAT = "grabnas-beyond 1";

    /** Checks that nothing is missing. */
    public BeyondProvenance {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(trainings, "trainings");
        Objects.requireNonNull(origin, "origin");
    }

    /**
     * Puts together what is known at the end.
     *
     * @param trainers of the targets
     * @param decoders files of one's own
     * @param journals the folder of the journals
     * @param started when the command was
     */
    public static BeyondProvenance of(
            List<String> command,
            BeyondStudy study,
            Map<ProxyDataset, CandidateTrainer> trainers,
            DataFolder folder,
            List<Path> decoders,
            Path journals,
            Instant started)
            throws IOException {
        Map<String, String> data = new TreeMap<>(DataChecksums.ofWeights(BenchmarkSuite.PROXY));
        Map<String, String> images = new TreeMap<>();
        for (ProxyDataset dataset : trainers.keySet()) {
            data.putAll(DataChecksums.ofTable(dataset.target(), folder));
            images.put(dataset.target().label(), dataset.redrawn(folder).checksum());
        }
        for (Path decoder : decoders) {
            data.put("decoders/" + decoder.getFileName(), DataChecksums.sha256(decoder));
        }
        return new BeyondProvenance(
                FORMAT,
                List.copyOf(command),
                study.toString(),
                trainers.values().stream()
                        .map(t -> t.engine().label())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                data,
                images,
                checksums(journals, images.keySet()),
                CommandOrigin.since(started));
    }

    private static Map<String, String> checksums(Path journals, Set<String> targets) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.list(journals)) {
            for (Path file : files.filter(f -> targets.stream()
                            .anyMatch(t ->
                                    f.getFileName().toString().matches("beyond-" + t + "(-drawn-anew-\\d+)?.journal")))
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
