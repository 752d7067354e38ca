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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One search on its way to an executor.
 *
 * @param key what decides its result, on the driver's machine
 * @param parallel how many evaluations at a time
 * @param data the folder of the public data files; empty for the usual places
 */
record SearchTask(RunKey key, int parallel, String data) implements Serializable {

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
        return new SearchTask(
                search.key(), search.parallel(), data.map(Path::toString).orElse(""));
    }

    /** Searches; on an executor. */
    Result run() {
        TableTarget local = TARGETS.computeIfAbsent(key.target() + " in " + data, name -> read());
        PlannedSearch search = new PlannedSearch(
                new ExperimentCondition(MethodVariant.parse(key.variant()), local, key.pruned()),
                key.seed(),
                key.budget(),
                parallel);
        check(search.key());
        SearchRun run = search.run(trial -> {});
        return new Result(TrialFile.text(run), run.seconds());
    }

    private TableTarget read() {
        try {
            return TableTarget.read(
                    Target.of(key.target()), data.isEmpty() ? DataFolder.find() : DataFolder.at(Path.of(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Other files, or another library, would give other results under the same name. */
    private void check(RunKey here) {
        if (!here.library().equals(key.library())) {
            throw new IllegalStateException("this executor has version " + here.library()
                    + " of the library; the driver has " + key.library() + "; give both the same");
        }
        if (!here.checksums().equals(key.checksums())) {
            TreeSet<String> names = new TreeSet<>(here.checksums().keySet());
            names.addAll(key.checksums().keySet());
            names.removeIf(name ->
                    Objects.equals(here.checksums().get(name), key.checksums().get(name)));
            throw new IllegalStateException("this executor has other files than the driver, or lacks them: "
                    + String.join(", ", names) + "; expected the same ones in the same places");
        }
    }

    @Override
    public String toString() {
        return key.variant() + " on " + key.target() + (key.pruned() == 0 ? "" : " without its top " + key.pruned())
                + ", seed " + key.seed();
    }
}
