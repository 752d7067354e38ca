package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.statistics.Summary;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

class SearchSummaryTest {

    private static SearchRun run(String method, double... best) {
        List<Trial> trials = new ArrayList<>();
        for (double accuracy : best) {
            trials.add(new Trial(
                    trials.size() + 1, Cell.ofIndex(trials.size()), CandidateSource.RANDOM, accuracy, accuracy));
        }
        return new SearchRun(method, "cifar10", 0, 0, trials, 0.5);
    }

    @Test
    void what_is_reported_is_the_test_accuracy_of_what_the_search_took_for_the_best() {
        List<Trial> trials = List.of(
                new Trial(1, Cell.ofIndex(1), CandidateSource.RANDOM, 60, 60, OptionalDouble.of(61)),
                new Trial(2, Cell.ofIndex(2), CandidateSource.RANDOM, 70, 70, OptionalDouble.of(64)),
                new Trial(3, Cell.ofIndex(3), CandidateSource.RANDOM, 65, 70, OptionalDouble.of(69)));
        SearchRun run = new SearchRun("random", "proxy-mnist", 0, 0, trials, 1);
        assertThat(run.bestAfter(3)).isEqualTo(70);
        assertThat(run.reportedAfter(1)).isEqualTo(61);
        assertThat(run.reportedAfter(3)).isEqualTo(64);
        assertThat(SearchSummary.of(List.of(run), 3).mean()).isEqualTo(64);
        assertThat(AnytimeCurve.of(List.of(run)).bestSoFar().stream().map(Summary::mean))
                .containsExactly(61.0, 64.0, 64.0);
        assertThat(TrialFile.trials(TrialFile.text(List.of(run)))).isEqualTo(trials);
        assertThat(TrialFile.text(List.of(run)).lines().findFirst().orElseThrow())
                .endsWith("best_so_far,test_accuracy");
    }

    @Test
    void it_summarises_the_best_accuracies_after_the_last_evaluation_and_the_times() {
        SearchSummary summary = SearchSummary.of(List.of(run("m", 1, 2), run("m", 1, 4), run("m", 1, 9)), 2);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.standardDeviation()).isCloseTo(Math.sqrt(13), within(1e-12));
        assertThat(summary.worst()).isEqualTo(2);
        assertThat(summary.best()).isEqualTo(9);
        assertThat(summary.secondsPerRun()).isEqualTo(0.5);
        assertThat(summary)
                .hasToString("m on cifar10: best of 2 evaluations 5.00 ± 3.61 % (mean ± std over 3 seeds; "
                        + "2.00 to 9.00), 0.50 s a run");
        assertThat(SearchSummary.of(List.of(run("m", 3)), 10).standardDeviation())
                .isZero();
    }

    @Test
    void searches_of_several_kinds_are_not_mixed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchSummary.of(List.of(run("a", 1), run("b", 1)), 1))
                .withMessageContaining("a on cifar10 and b on cifar10");
        SearchRun pruned = new SearchRun("a", "cifar10", 20, 0, run("a", 1).trials(), 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchSummary.of(List.of(run("a", 1), pruned), 1))
                .withMessageContaining("a on cifar10 and a on cifar10 without its top 20");
        assertThatIllegalArgumentException().isThrownBy(() -> SearchSummary.of(List.of(), 1));
    }

    @Test
    void an_experiment_runs_every_seed_and_passes_on_every_trial() {
        int[] trials = {0};
        List<SearchRun> runs = new SearchExperiment(SearchMethod.RANDOM, new NasBench201(), new MadeUpEvaluator(), 6, 4)
                .run(trial -> trials[0]++);
        assertThat(runs).extracting(SearchRun::seed).containsExactly(0L, 1L, 2L, 3L);
        assertThat(trials[0]).isEqualTo(24);
    }

    /** A part of the comparison in data/experiments/README.md, with margins of several standard errors. */
    @Test
    void on_the_real_table_the_bayesian_search_is_as_good_as_the_reference_and_takes_about_a_second() {
        BenchmarkTable table = PublicData.table();
        SearchSummary random = SearchSummary.of(
                new SearchExperiment(
                                SearchMethod.RANDOM,
                                new NasBench201(),
                                new TabularEvaluator(table, Target.CIFAR10),
                                100,
                                10)
                        .run(),
                100);
        SearchSummary bayesian = SearchSummary.of(
                new SearchExperiment(
                                SearchMethod.BO_ONEHOT,
                                new NasBench201(),
                                new TabularEvaluator(table, Target.CIFAR10),
                                100,
                                5)
                        .run(),
                100);
        assertThat(random.mean()).isCloseTo(93.92, within(0.25));
        assertThat(bayesian.mean()).isCloseTo(94.25, within(0.2));
        assertThat(bayesian.secondsPerRun())
                .as("seconds; measured 0.5 on two idle cores, some times as long beside other work")
                .isLessThan(8);
    }
}
