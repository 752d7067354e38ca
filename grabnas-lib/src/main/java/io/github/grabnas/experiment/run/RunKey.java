package io.github.grabnas.experiment.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All that decides what a search finds: two searches with the same key find the same.
 *
 * @param variant the method and its settings
 * @param target the dataset's label
 * @param measuredBy how accuracies come about, and how many at a time where they are several
 * @param pruned how many of the target's best cells the space lacks
 * @param seed of the search
 * @param budget evaluations
 * @param library the library's version
 * @param checksums the SHA-256 of each file that decides a result, by name; a one-shot run that comes with the checkout
 *     is one, and so are the images that another trains on
 */
@JsonPropertyOrder(alphabetic = true)
public record RunKey(
        String variant,
        String target,
        String measuredBy,
        int pruned,
        long seed,
        int budget,
        String library,
        Map<String, String> checksums)
        implements Serializable {

    static final String AT_A_TIME = " at a time";

    /** Sorts the checksums. */
    public RunKey {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(measuredBy, "measuredBy");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(checksums, "checksums");
        checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
    }

    /** The key of a search. */
    public static RunKey of(PlannedSearch search) {
        ExperimentCondition condition = search.condition();
        return new RunKey(
                condition.variant().name(),
                condition.target().label(),
                measuredBy(condition.target(), search.parallel()),
                condition.pruned(),
                search.seed(),
                search.budget(),
                LibraryVersion.text(),
                checksums(condition, search.seed()));
    }

    private static Map<String, String> checksums(ExperimentCondition condition, long seed) {
        Map<String, String> checksums = new TreeMap<>(condition.target().checksums());
        if (condition.variant().usesOtherDatasets()) {
            checksums.putAll(condition.target().checksumsOfModels());
        }
        String version = condition.variant().search().version();
        if (!version.isEmpty()) {
            checksums.put("method " + condition.variant().method(), version);
        }
        String space = condition.target().spaceVersion(condition.pruned());
        if (!space.isEmpty()) {
            checksums.put("space", space);
        }
        checksums.putAll(RecordedSeeds.checksums(condition, seed));
        return checksums;
    }

    /** How accuracies come about, and how many at a time where they are several: {@code table, 4 at a time}. */
    static String measuredBy(ExperimentTarget target, int parallel) {
        return parallel == 1 ? target.measuredBy() : target.measuredBy() + ", " + parallel + AT_A_TIME;
    }

    /** A name for people, ending in some digits of the key's own checksum. */
    String fileName() {
        return plain(variant) + "-" + plain(target) + "-top" + pruned + "-budget" + budget + "-seed" + seed + "-"
                + DataChecksums.sha256(toString()).substring(0, 12) + ".csv";
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9.=_-]+", "_");
    }
}
