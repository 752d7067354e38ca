package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Ranks by mean accuracies, counted by hand. */
class MethodRanksTest {

    private static final Map<String, List<Double>> MEANS = Map.of(
            "mnist",
            List.of(99.0, 98.0, 97.0),
            "pets",
            List.of(30.0, 30.0 + 1e-9, 40.0),
            "svhn",
            List.of(1.0, 2.0, 3.0));
    private static final List<String> METHODS = List.of("a", "b", "c");

    private final MethodRanks ranks = MethodRanks.of(
            METHODS,
            List.of("mnist", "pets", "svhn"),
            (method, target) -> MEANS.get(target).get(METHODS.indexOf(method)));

    @Test
    void the_highest_mean_has_rank_one_and_what_differs_by_rounding_shares_a_rank() {
        assertThat(ranks.ranks())
                .containsExactly(List.of(1.0, 2.0, 3.0), List.of(2.5, 2.5, 1.0), List.of(3.0, 2.0, 1.0));
    }

    @Test
    void averages_are_over_the_targets_that_are_left() {
        assertThat(ranks.average(0)).isEqualTo(6.5 / 3);
        assertThat(ranks.byAverage()).containsExactly(2, 0, 1);
        MethodRanks fewer = ranks.without(List.of("svhn"));
        assertThat(fewer.targets()).containsExactly("mnist", "pets");
        assertThat(fewer.average(2)).isEqualTo(2);
        assertThat(fewer.byAverage()).containsExactly(0, 2, 1);
    }

    @Test
    void one_target_is_not_tested() {
        assertThat(ranks.friedman()).isPresent();
        assertThat(ranks.without(List.of("svhn", "pets")).friedman()).isEmpty();
    }
}
