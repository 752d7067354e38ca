package io.github.grabnas.experiment.beyond;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.SideBySide;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Several {@link BeyondSearch}es at a time, each on a thread of its own. When one fails, those that have not begun are
 * left out, and those that have are awaited.
 *
 * @param budget how many architectures a search trains
 * @param settings of the method, by name
 * @param threads how many run at a time
 */
record SearchesSideBySide(int budget, Map<String, String> settings, int threads) {

    /** What is to be searched. */
    record Planned(
            String space, SearchSpace from, ArchitectureEvaluator evaluator, long seed, MetaLearnedModels models) {}

    /**
     * All of them, in the order in which they were planned.
     *
     * @param listener is told of each that is done, by one thread at a time
     * @throws CancellationException if the thread is interrupted
     */
    List<BeyondSearch> run(List<Planned> planned, Consumer<String> listener) throws IOException {
        List<Callable<BeyondSearch>> searches = planned.stream()
                .map(p -> (Callable<BeyondSearch>) () -> search(p, listener))
                .toList();
        try {
            return new SideBySide(threads).run(searches);
        } catch (InterruptedException e) {
            throw new CancellationException("the searches were interrupted; what was trained is kept");
        }
    }

    private BeyondSearch search(Planned planned, Consumer<String> listener) {
        SearchProblem problem =
                new SearchProblem(planned.from(), planned.evaluator(), budget, planned.seed(), planned.models());
        BeyondSearch search = BeyondSearch.run(planned.space(), problem, settings);
        synchronized (listener) {
            listener.accept(search.space() + ", seed " + search.seed() + ": "
                    + search.trials().size() + " trained, " + search.novel().size() + " of them novel");
        }
        return search;
    }
}
