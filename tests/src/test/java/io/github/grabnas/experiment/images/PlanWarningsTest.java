package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What is said of a plan before a search begins. */
class PlanWarningsTest {

    private static final ImageFacts PHOTOGRAPHS = new ImageFacts(2000, 500, 500, 10, 3, 32);

    private static SearchPlan plan(ImageFacts facts, SearchBudget budget, double setUpSeconds) {
        return new ProxyRule(
                        facts,
                        budget,
                        ImageSearchSettings.defaults(),
                        (s, batch) -> new TrainingSpeed.Timing(
                                1e-7 * s.imageSize() * s.imageSize() * s.channels() * (s.cells() + 1), 1))
                .plan(() -> setUpSeconds);
    }

    @Test
    void an_ordinary_plan_needs_no_warning() {
        for (double minutes : List.of(2.0, 5.0, 60.0)) {
            SearchBudget budget = SearchBudget.ofMinutes(minutes);
            assertThat(PlanWarnings.of(plan(PHOTOGRAPHS, budget, 5), PHOTOGRAPHS, budget, 2))
                    .isEmpty();
        }
        SearchBudget few = SearchBudget.ofEvaluations(5);
        assertThat(PlanWarnings.of(plan(PHOTOGRAPHS, few, 5), PHOTOGRAPHS, few, 1000))
                .isEmpty();
    }

    @Test
    void reading_that_takes_most_of_the_minutes_is_told_with_what_is_left() {
        SearchBudget budget = SearchBudget.ofMinutes(2);
        SearchPlan plan = plan(PHOTOGRAPHS, budget, 90);
        assertThat(PlanWarnings.of(plan, PHOTOGRAPHS, budget, 80))
                .containsExactly(
                        "reading the pictures took 80 s of the 120 s given; 40 s are left for the search and the final "
                                + "training; give more --minutes, or make the pictures smaller before",
                        "about 1 candidate(s) fit into the time, fewer than the 30 that a search is planned for; give "
                                + "more --minutes");
    }

    @Test
    void so_few_validation_images_that_candidates_cannot_be_told_apart_are_told() {
        ImageFacts facts = new ImageFacts(18, 6, 6, 3, 1, 16);
        SearchBudget budget = SearchBudget.ofEvaluations(4);
        assertThat(PlanWarnings.of(plan(facts, budget, 0), facts, budget, 0))
                .containsExactly("there are 6 validation images, so an accuracy on them has only 7 possible values, "
                        + "16.7 points apart, and candidates can hardly be told apart; add pictures");
    }

    @Test
    void minutes_that_cannot_be_used_are_told_in_the_first_line() {
        ImageFacts few = new ImageFacts(200, 60, 60, 3, 3, 16);
        SearchBudget long600 = SearchBudget.ofMinutes(600);
        assertThat(plan(few, long600, 0).text(long600))
                .endsWith("min in all of the 600.0 min given, since no network is trained for more than 100 epochs at "
                        + "the largest scale that fits");
        SearchBudget both = new SearchBudget(OptionalInt.of(5), OptionalDouble.of(600));
        assertThat(plan(few, both, 0).text(both))
                .endsWith("in all of the 600.0 min given, since the search ends after 5 candidates");
        SearchBudget alone = SearchBudget.ofEvaluations(5);
        SearchPlan plan = plan(few, alone, 0);
        assertThat(plan.text(alone)).isEqualTo(plan.text());
    }

    @Test
    void the_speed_is_asked_for_with_the_batch_that_will_be_used() {
        for (int[] imagesAndBatch : new int[][] {{200, 16}, {2000, 32}}) {
            List<Integer> batches = new ArrayList<>();
            new ProxyRule(
                            new ImageFacts(imagesAndBatch[0], 60, 60, 3, 3, 16),
                            SearchBudget.ofMinutes(5),
                            ImageSearchSettings.defaults(),
                            (skeleton, batch) -> {
                                batches.add(batch);
                                return new TrainingSpeed.Timing(1e-4, 1);
                            })
                    .plan(() -> 0);
            assertThat(batches).isNotEmpty().containsOnly(imagesAndBatch[1]);
        }
    }

    @Test
    void the_quickest_number_of_threads_is_found_between_one_and_all() {
        double[] seconds = {0, 8, 5, 0, 3, 0, 0, 0, 4};
        List<Integer> tried = new ArrayList<>();
        assertThat(TrainingSpeed.quickest(16, threads -> {
                    tried.add(threads);
                    return seconds[threads];
                }))
                .isEqualTo(new TrainingSpeed.Timing(3, 4));
        assertThat(tried).containsExactly(1, 2, 4, 8);
        tried.clear();
        assertThat(TrainingSpeed.quickest(3, threads -> {
                    tried.add(threads);
                    return 1.0 / threads;
                }))
                .isEqualTo(new TrainingSpeed.Timing(1.0 / 3, 3));
        assertThat(tried).containsExactly(1, 2, 3);
    }
}
