package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs searches on a cluster, and those that it does not take here; their target may have its candidates trained there.
 *
 * @param cluster for searches on tables
 * @param here for all others
 */
public record ClusterSearchPool(SearchCluster cluster, ThreadSearchPool here) implements SearchPool {

    @Override
    public void run(List<PlannedSearch> searches, Consumer<Trial> trials, Results results) throws IOException {
        Map<Boolean, List<PlannedSearch>> there =
                searches.stream().collect(Collectors.partitioningBy(SearchCluster::takes));
        if (!there.get(true).isEmpty()) {
            cluster.run(there.get(true), (search, run, sideBySide) -> {
                run.trials().forEach(trials);
                results.accept(search, run, sideBySide);
            });
        }
        here.run(there.get(false), trials, results);
    }
}
