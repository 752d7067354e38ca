package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

class EvaluationsToOptimumTest {

    private static SearchRun run(double... accuracies) {
        List<Trial> trials = new ArrayList<>();
        double best = 0;
        for (double accuracy : accuracies) {
            best = Math.max(best, accuracy);
            trials.add(new Trial(trials.size() + 1, Cell.ofIndex(trials.size()), CandidateSource.BO, accuracy, best));
        }
        return new SearchRun("m", "cifar10", 0, 0, trials, 1);
    }

    @Test
    void the_first_hit_counts_and_what_is_better_still_counts_too() {
        EvaluationsToOptimum found =
                EvaluationsToOptimum.of(List.of(run(90, 94, 94, 91), run(95, 90, 90, 90), run(93, 93, 93, 94)), 94, 4);
        assertThat(found.evaluations()).containsExactly(OptionalInt.of(2), OptionalInt.of(1), OptionalInt.of(4));
        assertThat(found.met()).isEqualTo(3);
        assertThat(found.median()).isEqualTo(2);
        assertThat(found.mean()).isEqualTo(7 / 3.0);
        assertThat(found.meanText()).isEqualTo("2.3");
    }

    @Test
    void a_search_that_did_not_meet_it_makes_the_mean_a_lower_bound_and_the_median_too_where_it_is_in_the_middle() {
        EvaluationsToOptimum some = EvaluationsToOptimum.of(List.of(run(94, 90), run(90, 94), run(90, 90)), 94, 2);
        assertThat(some.met()).isEqualTo(2);
        assertThat(some.median()).isEqualTo(2);
        assertThat(some.meanText()).isEqualTo(">=2.0");
        EvaluationsToOptimum few = EvaluationsToOptimum.of(List.of(run(94, 90), run(90, 90), run(90, 90)), 94, 2);
        assertThat(few.median()).isEqualTo(3);
        assertThat(EvaluationsToOptimum.medians(2).format(few.median())).isEqualTo(">2");
        assertThat(EvaluationsToOptimum.medians(2).format(some.median())).isEqualTo("2.0");
        assertThat(few.censored()).containsExactly(1, 3, 3);
    }

    @Test
    void what_comes_after_the_budget_does_not_count() {
        assertThat(EvaluationsToOptimum.of(List.of(run(90, 91, 94)), 94, 2).met())
                .isZero();
    }

    @Test
    void an_equal_accuracy_that_single_precision_left_a_little_lower_counts_as_met() {
        assertThat(EvaluationsToOptimum.of(List.of(run(60, 72.01999990844726)), 72.01999996337891, 2)
                        .evaluations())
                .containsExactly(OptionalInt.of(2));
        assertThat(EvaluationsToOptimum.of(List.of(run(60, 72.01333)), 72.02, 2).met())
                .isZero();
    }
}
