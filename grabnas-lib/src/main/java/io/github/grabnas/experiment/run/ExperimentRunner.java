package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Runs arms with several seeds, and nothing that a {@link RunStore} has already. Searches whose accuracies
 * are looked up run side by side; the seeds decide what they find, not how many do.
 *
 * @param store where finished searches are kept
 * @param budget evaluations of each search
 * @param firstSeed of the first search of each arm; the others count on from it
 * @param seeds how many searches of each arm
 * @param threads how many may run at the same time
 */
public record ExperimentRunner(RunStore store, int budget, long firstSeed, int seeds, int threads) {

    /** Checks the numbers. */
    public ExperimentRunner {
        if (budget < 1 || seeds < 1 || threads < 1) {
            throw new IllegalArgumentException("budget " + budget + ", seeds " + seeds + ", threads " + threads
                    + ": expected at least 1 of each");
        }
    }

    /** Is told how far the work is, by several threads. */
    public interface Listener {

        /** A search has evaluated one more architecture. */
        void evaluated(Trial trial);

        /** A search is done: it was run, or its file was found. */
        void finished(StoredRun run, boolean found);
    }

    /**
     * Runs what is not done yet.
     *
     * @param arms the same one may stand there twice and is run once
     * @throws IOException if a search's file, or a file that a search needs, cannot be read or written
     */
    public ExperimentRuns run(List<ExperimentCondition> arms, Listener listener) throws IOException {
        String commit = SourceCommit.find();
        List<ExperimentCondition> once = arms.stream().distinct().toList();
        // Searches that train have the machine for themselves.
        Map<ExperimentCondition, ConditionRuns> done = new HashMap<>(run(once.stream().filter(a -> a.target().sideBySide()).toList(), threads, commit,
                listener));
        done.putAll(run(once.stream().filter(a -> !a.target().sideBySide()).toList(), 1, commit, listener));
        return new ExperimentRuns(once.stream().map(done::get).toList(), budget);
    }

    private Map<ExperimentCondition, ConditionRuns> run(List<ExperimentCondition> arms, int sideBySide, String commit, Listener listener) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(sideBySide);
        try {
            Map<ExperimentCondition, List<Future<StoredRun>>> futures = new LinkedHashMap<>();
            arms.forEach(arm -> futures.put(arm, LongStream.range(firstSeed, firstSeed + seeds)
                    .mapToObj(seed -> pool.submit(() -> run(arm, seed, sideBySide, commit, listener))).toList()));
            Map<ExperimentCondition, ConditionRuns> done = new HashMap<>();
            for (Map.Entry<ExperimentCondition, List<Future<StoredRun>>> entry : futures.entrySet()) {
                done.put(entry.getKey(), new ConditionRuns(entry.getKey(), await(entry.getValue())));
            }
            return done;
        } finally {
            pool.shutdownNow();
        }
    }

    private StoredRun run(ExperimentCondition arm, long seed, int sideBySide, String commit, Listener listener) throws IOException {
        RunKey key = RunKey.of(arm, seed, budget);
        Optional<StoredRun> found = store.find(key);
        if (found.isPresent()) {
            listener.finished(found.get(), true);
            return found.get();
        }
        SearchProblem problem = new SearchProblem(arm.target().space(arm.pruned()), arm.target().evaluator(), budget, seed,
                arm.target().models());
        SearchRun run = SearchRun.of(arm.variant().search(), arm.variant().settings(), problem, arm.pruned(), listener::evaluated);
        StoredRun stored = new StoredRun(new SearchRun(arm.variant().name(), run.target(), run.pruned(), seed, run.trials(),
                run.seconds()), commit, sideBySide);
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
                throw new IOException("interrupted; started again, the experiment goes on where it was", e);
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
