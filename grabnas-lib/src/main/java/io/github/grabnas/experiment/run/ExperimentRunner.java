package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchMethod;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Runs conditions with several seeds, except the searches that a {@link RunStore} has already. The seeds alone decide
 * what a search finds, not how many run at the same time, and where. (Where candidates are trained, several of a search
 * at a time, it also depends on which training ends first.) Of one-shot methods that have runs in the checkout, those
 * of the seeds that have a run are taken; a condition without any is left out ({@link RecordedSeeds}).
 *
 * @param store where finished searches are kept
 * @param budget evaluations of each search
 * @param firstSeed of the first search of each condition; the others count on from it
 * @param seeds how many searches of each condition
 * @param parallel how many evaluations of a search at a time
 * @param pool runs the searches
 */
public record ExperimentRunner(RunStore store, int budget, long firstSeed, int seeds, int parallel, SearchPool pool) {

    /** Checks the numbers. */
    public ExperimentRunner {
        if (budget < 1 || seeds < 1 || parallel < 1) {
            throw new IllegalArgumentException("budget " + budget + ", seeds " + seeds + ", parallel " + parallel
                    + ": expected at least 1 of each");
        }
    }

    /**
     * Searches that evaluate one architecture at a time, on threads.
     *
     * @param threads how many searches may run at the same time
     */
    public ExperimentRunner(RunStore store, int budget, long firstSeed, int seeds, int threads) {
        this(store, budget, firstSeed, seeds, 1, new ThreadSearchPool(threads));
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
     * @throws IllegalArgumentException if two different targets, or two methods of one's own, have the same name
     */
    public ExperimentRuns run(List<ExperimentCondition> conditions, Listener listener) throws IOException {
        requireDifferentNames(conditions);
        String commit = SourceCommit.find();
        Map<ExperimentCondition, List<PlannedSearch>> planned = planned(conditions);
        Map<PlannedSearch, StoredRun> done = new ConcurrentHashMap<>();
        List<PlannedSearch> open = new ArrayList<>();
        for (PlannedSearch search : all(planned)) {
            Optional<StoredRun> found = store.find(search.key());
            if (found.isPresent()) {
                done.put(search, found.get());
                listener.finished(found.get(), true);
            } else {
                open.add(search);
            }
        }
        pool.run(open, listener::evaluated, (search, run, sideBySide) -> {
            StoredRun stored = new StoredRun(run, commit, sideBySide);
            store.write(search.key(), stored);
            done.put(search, stored);
            listener.finished(stored, false);
        });
        List<ConditionRuns> runs = new ArrayList<>();
        planned.forEach((condition, searches) -> runs.add(
                new ConditionRuns(condition, searches.stream().map(done::get).toList())));
        return new ExperimentRuns(runs, budget, parallel);
    }

    /** The same, without a listener. */
    public ExperimentRuns run(List<ExperimentCondition> conditions) throws IOException {
        return run(conditions, new Listener() {

            @Override
            public void evaluated(Trial trial) {
                // Nobody listens.
            }

            @Override
            public void finished(StoredRun run, boolean found) {
                // Nobody listens.
            }
        });
    }

    /** Tables and files tell targets apart by their names. */
    private static void requireDifferentNames(List<ExperimentCondition> conditions) {
        Map<String, ExperimentTarget> byName = new HashMap<>();
        Map<String, SearchMethod> methods = new HashMap<>();
        for (ExperimentCondition condition : conditions) {
            ExperimentTarget target = condition.target();
            ExperimentTarget other = byName.putIfAbsent(target.label(), target);
            if (other != null && !other.equals(target) && !sameData(other, target)) {
                throw new IllegalArgumentException("two targets are named '" + target.label()
                        + "'; give one another name, such as TableFileTarget.named(\"mine\")");
            }
            condition.variant().own().ifPresent(own -> {
                SearchMethod first = methods.computeIfAbsent(condition.variant().name(), name -> own);
                if (!first.equals(own)) {
                    throw new IllegalArgumentException(
                            "two methods are named '" + condition.variant().name() + "'; give one another name");
                }
            });
        }
    }

    /** Whether two targets of one name were read from the same files. */
    private static boolean sameData(ExperimentTarget one, ExperimentTarget other) {
        return !one.checksums().isEmpty()
                && one.checksums().equals(other.checksums())
                && one.checksumsOfModels().equals(other.checksumsOfModels())
                && one.measuredBy().equals(other.measuredBy());
    }

    /** How many searches some conditions make, those included that the store has. */
    public int searches(List<ExperimentCondition> conditions) {
        return all(planned(conditions)).size();
    }

    /** The conditions' searches that the store does not have, by their keys. */
    public Set<RunKey> missing(List<ExperimentCondition> conditions) {
        return all(planned(conditions)).stream()
                .map(PlannedSearch::key)
                .filter(key -> !store.has(key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The searches of each condition, in the order of the conditions. A condition without any is left out.
     *
     * @throws IllegalArgumentException if that leaves nothing
     */
    private Map<ExperimentCondition, List<PlannedSearch>> planned(List<ExperimentCondition> conditions) {
        Map<ExperimentCondition, List<PlannedSearch>> planned = new LinkedHashMap<>();
        for (ExperimentCondition condition : conditions) {
            planned.computeIfAbsent(
                    condition,
                    c -> RecordedSeeds.of(c.variant(), c.target().label(), firstSeed, seeds).stream()
                            .map(seed -> new PlannedSearch(c, seed, budget, parallel))
                            .toList());
        }
        planned.values().removeIf(List::isEmpty);
        if (planned.isEmpty() && !conditions.isEmpty()) {
            throw new IllegalArgumentException("seeds " + firstSeed + " to " + (firstSeed + seeds - 1) + ": no runs of "
                    + conditions.get(0).variant().name() + " on "
                    + conditions.get(0).target().label()
                    + " with these seeds come with the checkout; begin with seed 0, or train with the setting "
                    + "recorded=false");
        }
        return planned;
    }

    private static List<PlannedSearch> all(Map<ExperimentCondition, List<PlannedSearch>> planned) {
        return planned.values().stream().flatMap(List::stream).toList();
    }
}
