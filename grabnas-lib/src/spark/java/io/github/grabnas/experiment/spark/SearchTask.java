package io.github.grabnas.experiment.spark;

import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.PlannedSearch;
import io.github.grabnas.experiment.run.RunKey;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.TableTarget;
import io.github.grabnas.experiment.run.TrialFile;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One search on its way to an executor.
 *
 * @param variant the method with its settings
 * @param target the target's label
 * @param pruned how many of its best cells are removed
 * @param parallel how many evaluations at a time
 * @param data the folder of the public data files; empty for the usual places
 * @param checksums of the files that decide what the search finds, on the driver's machine
 * @param library the driver's version
 */
record SearchTask(
        String variant,
        String target,
        int pruned,
        long seed,
        int budget,
        int parallel,
        String data,
        TreeMap<String, String> checksums,
        String library)
        implements Serializable {

    /** What an executor keeps of the targets that it read. */
    private static final Map<String, TableTarget> TARGETS = new ConcurrentHashMap<>();

    /**
     * A finished search on its way to the driver.
     *
     * @param trials as a {@link TrialFile}
     */
    record Result(String trials, double seconds) implements Serializable {

        SearchRun run(PlannedSearch search) {
            ExperimentCondition condition = search.condition();
            return new SearchRun(
                    condition.variant().name(),
                    condition.target().label(),
                    condition.pruned(),
                    search.seed(),
                    TrialFile.trials(trials),
                    seconds);
        }
    }

    static SearchTask of(PlannedSearch search, Optional<Path> data) {
        RunKey key = search.key();
        return new SearchTask(
                key.variant(),
                key.target(),
                key.pruned(),
                key.seed(),
                key.budget(),
                search.parallel(),
                data.map(Path::toString).orElse(""),
                new TreeMap<>(key.checksums()),
                key.library());
    }

    /** Searches; on an executor. */
    Result run() {
        TableTarget local = TARGETS.computeIfAbsent(target + " in " + data, name -> read());
        PlannedSearch search = new PlannedSearch(
                new ExperimentCondition(MethodVariant.parse(variant), local, pruned), seed, budget, parallel);
        check(search.key());
        SearchRun run = search.run(trial -> {});
        return new Result(TrialFile.text(run), run.seconds());
    }

    private TableTarget read() {
        try {
            return TableTarget.read(
                    Target.of(target), data.isEmpty() ? DataFolder.find() : DataFolder.at(Path.of(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Other files, or another library, would give other results under the same name. */
    private void check(RunKey here) {
        if (!here.library().equals(library)) {
            throw new IllegalStateException(
                    "this executor has version " + here.library() + " of the library; the " + "driver has " + library);
        }
        if (!here.checksums().equals(checksums)) {
            TreeMap<String, String> other = new TreeMap<>(checksums);
            other.entrySet().removeAll(here.checksums().entrySet());
            here.checksums().keySet().stream()
                    .filter(name -> !checksums.containsKey(name))
                    .forEach(name -> other.put(name, ""));
            throw new IllegalStateException("this executor has other files than the driver, or lacks them: "
                    + String.join(", ", other.keySet()) + "; expected the same ones in the same places");
        }
    }

    @Override
    public String toString() {
        return variant + " on " + target + (pruned == 0 ? "" : " without its top " + pruned) + ", seed " + seed;
    }
}
