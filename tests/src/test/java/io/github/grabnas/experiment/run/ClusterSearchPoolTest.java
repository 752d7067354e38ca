package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Searches on a cluster, which a list of what it was given stands for here. */
class ClusterSearchPoolTest {

    private final List<PlannedSearch> given = new ArrayList<>();
    private final SearchCluster cluster = new SearchCluster() {
        @Override
        public void run(List<PlannedSearch> searches, SearchPool.Results results) throws IOException {
            given.addAll(searches);
            // A cluster's answers come in any order.
            List<PlannedSearch> order = new ArrayList<>(searches);
            Collections.reverse(order);
            for (PlannedSearch search : order) {
                results.accept(search, search.run(trial -> {}), 7);
            }
        }
    };

    @Test
    void searches_on_tables_run_there_others_here_and_all_find_what_they_find_on_threads(@TempDir Path folder)
            throws IOException {
        TableTarget table = TableTarget.read(ProxyDataset.FASHION.target(), DataFolder.find());
        ExperimentTarget own =
                ExperimentTarget.of("own", table.space(0), table.evaluator(), MetaLearnedModels.none(), Map.of());
        List<ExperimentCondition> conditions = List.of(
                new ExperimentCondition(MethodVariant.of("random"), table, 20),
                new ExperimentCondition(MethodVariant.of("random"), own, 0));
        assertThat(SearchCluster.takes(
                        new PlannedSearch(new ExperimentCondition(MethodVariant.of("gdas"), table, 0), 0, 1, 1)))
                .as("a supernet's images and kept runs are here")
                .isFalse();
        List<Trial> trials = Collections.synchronizedList(new ArrayList<>());
        ExperimentRunner.Listener listener = new ExperimentRunner.Listener() {
            @Override
            public void evaluated(Trial trial) {
                trials.add(trial);
            }

            @Override
            public void finished(StoredRun run, boolean found) {}
        };
        ThreadSearchPool here = new ThreadSearchPool(2);
        RunStore one = new RunStore(folder.resolve("one"), w -> {});
        RunStore two = new RunStore(folder.resolve("two"), w -> {});
        ExperimentRuns there =
                new ExperimentRunner(one, 12, 5, 3, 1, new ClusterSearchPool(cluster, here)).run(conditions, listener);
        assertThat(given).hasSize(3).allMatch(search -> search.condition().target() == table);
        assertThat(trials).hasSize(2 * 3 * 12);
        assertThat(there.conditions().get(0).stored()).allMatch(stored -> stored.sideBySide() == 7);
        assertThat(there.all().stream().map(SearchRun::trials))
                .isEqualTo(new ExperimentRunner(two, 12, 5, 3, 1, here)
                        .run(conditions, listener).all().stream()
                                .map(SearchRun::trials)
                                .toList());
        new ExperimentRunner(one, 12, 5, 3, 1, new ClusterSearchPool(cluster, here)).run(conditions, listener);
        assertThat(given).as("the second time all were in the store").hasSize(3);
    }

    @Test
    void two_evaluations_at_a_time_are_two_at_a_time() {
        CyclicBarrier both = new CyclicBarrier(2);
        ArchitectureEvaluator meeting = new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                try {
                    both.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("nothing else is evaluated meanwhile", e);
                }
                return new Evaluation.Measured(50);
            }

            @Override
            public String target() {
                return "own";
            }
        };
        ExperimentTarget own =
                ExperimentTarget.of("own", new NasBench201(), meeting, MetaLearnedModels.none(), Map.of());
        PlannedSearch search = new PlannedSearch(new ExperimentCondition(MethodVariant.of("random"), own, 0), 0, 4, 2);
        assertThat(search.run(trial -> {}).trials()).hasSize(4);
        assertThat(search.key().toString()).contains("2 at a time");
    }
}
