package io.github.grabnas.experiment.run;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SettingValues;
import io.github.grabnas.search.oneshot.OneShotRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * With which seeds a method is searched. A one-shot method trains a supernet for minutes; where runs of it come with
 * the checkout ({@link OneShotRun}), an experiment takes those and leaves other seeds out.
 */
public final class RecordedSeeds {

    private RecordedSeeds() {}

    /**
     * Those of some seeds with which a method is searched on a target: all of them, but of a one-shot method that
     * {@link #isReady} the seeds of the runs that come with the checkout, none if none of them is asked for.
     */
    static List<Long> of(MethodVariant variant, String target, long first, int seeds) {
        List<Long> all = LongStream.range(first, first + seeds).boxed().toList();
        if (!isReady(variant, target)) {
            return all;
        }
        return all.stream().filter(seed -> isReady(variant, target, seed)).toList();
    }

    /**
     * What a reader of the results must know: which conditions have fewer searches than seeds were asked for, or none,
     * since only so many runs come with the checkout. Empty if all have as many.
     *
     * @param conditions that were asked for
     * @param seeds how many of each
     */
    public static List<String> notes(List<ExperimentCondition> conditions, long first, int seeds) {
        List<String> fewer = new ArrayList<>();
        for (ExperimentCondition condition : conditions) {
            String target = condition.target().label();
            List<Long> taken = of(condition.variant(), target, first, seeds);
            String name = condition.variant().name() + " on " + target;
            if (taken.size() < seeds) {
                fewer.add(name + (taken.isEmpty() ? " left out" : " " + taken.size()));
            }
        }
        return fewer.isEmpty()
                ? List.of()
                : List.of("Of one-shot methods the recorded runs count, fewer than the " + seeds + " seeds from "
                        + first + " on: "
                        + String.join(", ", fewer.stream().distinct().toList()) + ".");
    }

    /**
     * Whether a search needs no training of a supernet: true of all methods but one-shot methods of which no run with
     * seed 0 comes with the checkout.
     */
    public static boolean isReady(MethodVariant variant, String target) {
        return isReady(variant, target, 0);
    }

    /** Whether a search with a seed needs no training of a supernet. */
    static boolean isReady(MethodVariant variant, String target, long seed) {
        return !variant.search().needsImages()
                || settings(variant)
                        .filter(changed ->
                                OneShotRun.isKept(target, variant.search().label(), changed, seed))
                        .isPresent();
    }

    /** The run that comes with the checkout and stands for a search; none for {@code recorded=false}. */
    static Optional<OneShotRun> find(MethodVariant variant, String target, long seed) {
        return settings(variant)
                .flatMap(changed -> OneShotRun.find(target, variant.search().label(), changed, seed));
    }

    /**
     * What a one-shot search goes by, by name: the SHA-256 of that run's file, and of the target's images where they
     * may be trained on, as in a smaller space, where the run need not stand for the search. Empty for other methods.
     */
    static Map<String, String> checksums(ExperimentCondition condition, long seed) {
        if (!condition.variant().search().needsImages()) {
            return Map.of();
        }
        String target = condition.target().label();
        Map<String, String> checksums = new TreeMap<>(checksum(condition.variant(), target, seed));
        if (checksums.isEmpty() || condition.pruned() > 0) {
            checksums.putAll(condition.target().checksumsOfImages());
        }
        return checksums;
    }

    private static Map<String, String> checksum(MethodVariant variant, String target, long seed) {
        return find(variant, target, seed)
                .map(run -> {
                    String name =
                            OneShotRun.FOLDER + "/" + target + "/" + run.place().getFileName();
                    try {
                        return Map.of(name, DataChecksums.sha256(DataFolder.embedded(name)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(Map.of());
    }

    /** The settings by which a run would be kept; empty where it would not be taken. */
    private static Optional<Map<String, String>> settings(MethodVariant variant) {
        SearchMethod method = variant.search();
        SettingValues values = method.values(variant.settings());
        return OneShotRun.isTaken(values) ? Optional.of(OneShotRun.changed(method, values)) : Optional.empty();
    }
}
