package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.parallel.SideBySide;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs searches on threads of this process. Searches that train networks here run one after the other: all of a target
 * that trains candidates here, and those of one-shot methods, whose supernets no cluster trains.
 *
 * @param threads how many searches run at the same time
 */
public record ThreadSearchPool(int threads) implements SearchPool {

    /** Checks the number of threads. */
    public ThreadSearchPool {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    @Override
    public void run(List<PlannedSearch> searches, Consumer<Trial> trials, Results results) throws IOException {
        // A search that trains networks uses all processors by itself.
        Map<Boolean, List<PlannedSearch>> parallel =
                searches.stream().collect(Collectors.partitioningBy(ThreadSearchPool::trainsElsewhere));
        run(parallel.get(true), threads, trials, results);
        run(parallel.get(false), 1, trials, results);
    }

    private static boolean trainsElsewhere(PlannedSearch search) {
        return search.condition().target().sideBySide()
                && RecordedSeeds.isReady(
                        search.condition().variant(),
                        search.condition().target().label(),
                        search.seed());
    }

    private static void run(List<PlannedSearch> searches, int sideBySide, Consumer<Trial> trials, Results results)
            throws IOException {
        List<Callable<Boolean>> tasks = searches.stream()
                .map(search -> (Callable<Boolean>) () -> {
                    results.accept(search, search.run(trials), sideBySide);
                    return true;
                })
                .toList();
        try {
            new SideBySide(sideBySide).run(tasks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted; start the experiment again and it continues from the finished searches", e);
        }
    }
}
