package io.github.grabnas.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.Scale;
import org.junit.jupiter.api.Test;

import java.util.List;

/** How it is said what a claim lacks. */
class WhereTest {

    @Test
    void targets_that_do_not_count_have_no_results_or_too_few_different_searches() {
        assertThat(new Where.Across(3).missing(Scale.PUBLIC, List.of("cifar10")))
                .containsExactly("results on 2 more targets, of the 3 that the rule needs: none, or too few different "
                        + "searches, are on cifar100, imagenet16-120");
    }
}
