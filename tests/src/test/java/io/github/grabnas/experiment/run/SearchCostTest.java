package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.experiment.run.CostCurve.CostPoint;
import io.github.grabnas.experiment.run.CostCurve.Kind;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SearchCostTest {

    private static final Cell CHEAP = Cell.ofIndex(15_624);
    private static final Cell DEAR = Cell.ofIndex(10_000);
    private static final Cell UNKNOWN =
            Cell.parse("|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|none~0|avg_pool_3x3~1|avg_pool_3x3~2|");

    private record Costly(String label, Kind kind) implements ExperimentTarget {

        @Override
        public SearchSpace space(int pruned) {
            return new NasBench201();
        }

        @Override
        public ArchitectureEvaluator evaluator() {
            throw new UnsupportedOperationException("the searches are made up");
        }

        @Override
        public Optional<TrainingCosts> costs() {
            return Optional.of(
                    new TrainingCosts(kind, new ArchitectureTable("seconds", Map.of(CHEAP, 1.0, DEAR, 3.0)), 10, ""));
        }
    }

    private static ConditionRuns runs(String method, String target, Kind kind, List<Cell> cells, double... seconds) {
        List<StoredRun> stored = new ArrayList<>();
        for (int seed = 0; seed < seconds.length; seed++) {
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                trials.add(new Trial(i + 1, cells.get(i), CandidateSource.RANDOM, 90.0 + i, 90.0 + i));
            }
            stored.add(new StoredRun(new SearchRun(method, target, 0, seed, trials, seconds[seed]), "", 1));
        }
        return new ConditionRuns(
                new ExperimentCondition(MethodVariant.of(method), new Costly(target, kind), 0), stored);
    }

    @Test
    void measured_seconds_are_those_of_trainings_and_of_the_search() {
        CostCurve curve = SearchCost.curve(runs("random", "mine", Kind.MEASURED, List.of(CHEAP, DEAR, UNKNOWN), 6, 12))
                .orElseThrow();
        // Trainings of 10, 30 and, by the mean, 20 s; searches of 6 and 12 s over three evaluations.
        assertThat(curve.points()).extracting(CostPoint::seconds).containsExactly(13.0, 46.0, 69.0);
        assertThat(curve.points().get(2).mean()).isEqualTo(92);
    }

    @Test
    void the_benchmarks_seconds_are_of_its_own_machine_and_stand_without_the_search() {
        List<Cell> cells = List.of(CHEAP, DEAR);
        assertThat(SearchCost.curve(runs("random", "mine", Kind.BENCHMARK, cells, 6))
                        .orElseThrow()
                        .points())
                .extracting(CostPoint::seconds)
                .containsExactly(10.0, 40.0);
        assertThat(SearchCost.curve(runs("gdas", "mine", Kind.BENCHMARK, List.of(CHEAP), 6)))
                .as("what a supernet costs there is not known")
                .isEmpty();
    }

    @Test
    void a_recorded_one_shot_search_costs_what_its_supernet_did() {
        OneShotRun recorded =
                OneShotRun.find("proxy-fashion", "gdas", Map.of(), 0).orElseThrow();
        assertThat(SearchCost.curve(runs("gdas", "proxy-fashion", Kind.MEASURED, List.of(CHEAP), 0.01))
                        .orElseThrow()
                        .points())
                .singleElement()
                .satisfies(p -> assertThat(p.seconds()).isCloseTo(10 + recorded.seconds(), within(1e-9)));
    }

    @Test
    void at_proxy_scale_seconds_are_those_that_were_measured() {
        TrainingCosts costs =
                TrainingCosts.of(Target.of("proxy-fashion"), DataFolder.find()).orElseThrow();
        assertThat(costs.kind()).isEqualTo(Kind.MEASURED);
        assertThat(costs.of(Cell.ofIndex(0))).isBetween(0.01, 60.0);
        assertThat(costs.of(Cell.parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|"
                        + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|")))
                .as("six convolutions cost more than nothing")
                .isGreaterThan(costs.of(Cell.parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|")));
    }

    @Test
    void on_the_public_table_seconds_are_the_benchmarks_and_missing_cells_are_counted() {
        PublicData.file(TrainingCosts.NAS_BENCH);
        TrainingCosts costs =
                TrainingCosts.of(Target.CIFAR10, DataFolder.find()).orElseThrow();
        // The file's first line: 14.44219 s an epoch, 200 epochs.
        assertThat(costs.of(Cell.parse("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|"
                        + "+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|")))
                .isCloseTo(2_888.438, within(1e-6));
        assertThat(costs.note()).contains("11 of 15625 cells have no time");
    }
}
