package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Runs conditions with several seeds, except the searches that a {@link RunStore} has already. Searches whose
 * accuracies are looked up run in parallel. The seeds alone decide what a search finds; the number of threads does not
 * change it. Of one-shot methods that have runs in the checkout, the seeds of these are taken ({@link RecordedSeeds}).
 *
 * @param store where finished searches are kept
 * @param budget evaluations of each search
 * @param firstSeed of the first search of each condition; the others count on from it
 * @param seeds how many searches of each condition
 * @param threads how many searches may run at the same time
 */
public record ExperimentRunner(RunStore store, int budget, long firstSeed, int seeds, int threads) {

    /** Checks the numbers. */
    public ExperimentRunner {
        if (budget < 1 || seeds < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "budget " + budget + ", seeds " + seeds + ", threads " + threads + ": expected at least 1 of each");
        }
    }

    /** Receives the progress of the work, from several threads. */
    public interface Listener {

        /** A search has evaluated one more architecture. */
        void evaluated(Trial trial);

        /**
         * A search is done.
         *
         * @param found whether the store had it; otherwise it was run
         */
        void finished(StoredRun run, boolean found);
    }

    /**
     * Runs the searches that the store does not have.
     *
     * @param conditions one that is there twice is run once
     * @throws IOException if a search's file, or a file that a search needs, cannot be read or written
     */
    public ExperimentRuns run(List<ExperimentCondition> conditions, Listener listener) throws IOException {
        String commit = SourceCommit.find();
        List<ExperimentCondition> once = conditions.stream().distinct().toList();
        // A search that trains networks uses all processors by itself.
        Map<Boolean, List<ExperimentCondition>> parallel =
                once.stream().collect(Collectors.partitioningBy(c -> c.target().sideBySide()));
        Map<ExperimentCondition, ConditionRuns> done =
                new HashMap<>(run(parallel.get(true), threads, commit, listener));
        done.putAll(run(parallel.get(false), 1, commit, listener));
        return new ExperimentRuns(once.stream().map(done::get).toList(), budget);
    }

    /** How many searches some conditions make, those included that the store has. */
    public int searches(List<ExperimentCondition> conditions) {
        return conditions.stream().distinct().mapToInt(c -> seeds(c).size()).sum();
    }

    /** The conditions' searches that the store does not have, by their keys. */
    public Set<RunKey> missing(List<ExperimentCondition> conditions) {
        return conditions.stream()
                .flatMap(c -> seeds(c).stream().map(seed -> RunKey.of(c, seed, budget)))
                .filter(key -> !store.has(key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Long> seeds(ExperimentCondition condition) {
        return RecordedSeeds.of(condition.variant(), condition.target().label(), firstSeed, seeds);
    }

    private Map<ExperimentCondition, ConditionRuns> run(
            List<ExperimentCondition> conditions, int sideBySide, String commit, Listener listener) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(sideBySide);
        try {
            Map<ExperimentCondition, List<Future<StoredRun>>> futures = new LinkedHashMap<>();
            conditions.forEach(condition -> futures.put(
                    condition,
                    seeds(condition).stream()
                            .map(seed -> pool.submit(() -> run(condition, seed, sideBySide, commit, listener)))
                            .toList()));
            Map<ExperimentCondition, ConditionRuns> done = new HashMap<>();
            for (Map.Entry<ExperimentCondition, List<Future<StoredRun>>> entry : futures.entrySet()) {
                done.put(entry.getKey(), new ConditionRuns(entry.getKey(), await(entry.getValue())));
            }
            return done;
        } finally {
            pool.shutdownNow();
        }
    }

    private StoredRun run(ExperimentCondition condition, long seed, int sideBySide, String commit, Listener listener)
            throws IOException {
        RunKey key = RunKey.of(condition, seed, budget);
        Optional<StoredRun> found = store.find(key);
        if (found.isPresent()) {
            listener.finished(found.get(), true);
            return found.get();
        }
        MethodVariant variant = condition.variant();
        ExperimentTarget target = condition.target();
        SearchProblem problem = new SearchProblem(
                target.space(condition.pruned()),
                target.evaluator(),
                budget,
                seed,
                target.models(condition.pruned()),
                target.training());
        SearchRun run =
                SearchRun.of(variant.search(), variant.settings(), problem, condition.pruned(), listener::evaluated);
        StoredRun stored = new StoredRun(
                new SearchRun(variant.name(), target.label(), run.pruned(), seed, run.trials(), run.seconds()),
                commit,
                sideBySide);
        store.write(key, stored);
        listener.finished(stored, false);
        return stored;
    }

    private static List<StoredRun> await(List<Future<StoredRun>> futures) throws IOException {
        List<StoredRun> done = new ArrayList<>();
        for (Future<StoredRun> future : futures) {
            try {
                done.add(future.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(
                        "interrupted; start the experiment again and it continues from the finished searches", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                if (e.getCause() instanceof RuntimeException wrong) {
                    throw wrong;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return done;
    }
}
