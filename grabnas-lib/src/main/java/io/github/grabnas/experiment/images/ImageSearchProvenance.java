package io.github.grabnas.experiment.images;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.experiment.run.CommandOrigin;
import io.github.grabnas.experiment.run.DataChecksums;
import io.github.grabnas.experiment.run.ProvenanceJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the numbers of a search on images come from, enough to have them computed again: kept as JSON beside them.
 *
 * @param format of this file
 * @param command that repeats the search
 * @param request what was asked for, by name; the images by their checksum
 * @param plan what the {@link ProxyRule} chose
 * @param images how many are in each part
 * @param weights the SHA-256 of each meta-trained file, by name
 * @param trials the SHA-256 of {@code trials.csv}
 * @param evaluations how many candidates were evaluated; those that compute the same share a training
 * @param chosen the architecture that validation chose; empty if the search was stopped before
 * @param testCorrect test images that it classified rightly
 * @param testImages how many there were
 * @param warnings about images, parts and training
 * @param origin with which library, where and when the command ran; its components stand among the others
 */
public record ImageSearchProvenance(
        String format,
        List<String> command,
        Map<String, String> request,
        SearchPlan plan,
        Map<String, Integer> images,
        Map<String, String> weights,
        String trials,
        int evaluations,
        String chosen,
        int testCorrect,
        int testImages,
        List<String> warnings,
        @JsonUnwrapped CommandOrigin origin) {

    private static final String FORMAT = "grabnas-image-search 1";

    /** Checks that nothing is missing. */
    public ImageSearchProvenance {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(trials, "trials");
        Objects.requireNonNull(chosen, "chosen");
        Objects.requireNonNull(warnings, "warnings");
        Objects.requireNonNull(origin, "origin");
    }

    /**
     * Puts together what is known at the end.
     *
     * @param command that repeats the search
     * @param started when the command was
     */
    public static ImageSearchProvenance of(
            ImageSearchRequest request,
            SearchFolder folder,
            ImageSearchResult result,
            List<String> command,
            Instant started)
            throws IOException {
        Map<String, Integer> images = new LinkedHashMap<>();
        for (DataPart part : DataPart.values()) {
            images.put(part.label(), result.split().count(part));
        }
        return new ImageSearchProvenance(
                FORMAT,
                List.copyOf(command),
                request.described(result.split().collection().sha256()),
                result.plan(),
                images,
                new TreeMap<>(DataChecksums.ofWeights(BenchmarkSuite.PROXY)),
                DataChecksums.sha256(folder.trials()),
                result.run().trials().size(),
                result.chosen().map(c -> c.architecture().text()).orElse(""),
                result.chosen().map(c -> c.quality().accuracy().correct()).orElse(0),
                result.chosen().map(c -> c.quality().accuracy().count()).orElse(0),
                result.warnings(),
                CommandOrigin.since(started));
    }

    /** Writes the file; one that tells of a network is not replaced by one without, as of a search that is repeated. */
    public void write(Path file) throws IOException {
        if (!chosen.isEmpty() || !tellsOfNetwork(file)) {
            ProvenanceJson.write(file, this);
        }
    }

    private static boolean tellsOfNetwork(Path file) throws IOException {
        try {
            return Files.exists(file)
                    && !new ObjectMapper()
                            .readTree(file.toFile())
                            .path("chosen")
                            .asText()
                            .isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
