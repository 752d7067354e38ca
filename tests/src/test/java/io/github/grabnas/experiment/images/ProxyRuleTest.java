package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** At which scale somebody's images are searched on, by budget, images and machine. */
class ProxyRuleTest {

    private static final ImageFacts PHOTOGRAPHS = new ImageFacts(2000, 500, 500, 10, 3, 32);

    /** How long an image takes in {@link #atOneScale}, with what the plan keeps in reserve. */
    private static final double SECONDS_AN_IMAGE = 1.15e-7 * 16 * 16 * 8 * 3;

    /** A machine on which the time grows with pixels, channels and cells. */
    private static TrainingSpeed machine(double factor) {
        return (s, batch) -> new TrainingSpeed.Timing(
                factor * 1e-7 * s.imageSize() * s.imageSize() * s.channels() * (s.cells() + 1), 1);
    }

    private static ProxyRule rule(ImageFacts facts, SearchBudget budget, double factor) {
        return new ProxyRule(facts, budget, ImageSearchSettings.defaults(), machine(factor));
    }

    private static SearchPlan plan(ImageFacts facts, SearchBudget budget, double factor, String... settings) {
        Map<String, String> values = new java.util.TreeMap<>();
        for (String setting : settings) {
            values.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return new ProxyRule(facts, budget, ImageSearchSettings.of(values), machine(factor)).plan(() -> 0);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 1", "15, 1", "60, 1", "5, 10", "60, 10", "600, 0.1"})
    void what_is_planned_takes_no_longer_than_the_budget(double minutes, double factor) {
        SearchPlan plan = plan(PHOTOGRAPHS, SearchBudget.ofMinutes(minutes), factor);
        assertThat(plan.expectedSeconds()).isBetween(0.5 * 60 * minutes, 1.02 * 60 * minutes);
        assertThat(plan.expectedEvaluations()).isGreaterThanOrEqualTo(ProxyRule.LEAST_EVALUATIONS);
        assertThat(plan.larger().epochs()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void more_time_or_a_quicker_machine_gives_a_larger_scale() {
        SearchPlan few = plan(PHOTOGRAPHS, SearchBudget.ofMinutes(5), 3);
        SearchPlan many = plan(PHOTOGRAPHS, SearchBudget.ofMinutes(50), 3);
        assertThat(many.search().shown()).isGreaterThan(few.search().shown());
        assertThat(many.larger().channels()).isGreaterThanOrEqualTo(few.larger().channels());
        assertThat(plan(PHOTOGRAPHS, SearchBudget.ofMinutes(5), 0.3).search()).isEqualTo(many.search());
    }

    @Test
    void more_candidates_in_the_same_time_are_trained_at_a_smaller_scale() {
        SearchBudget many = new SearchBudget(OptionalInt.of(300), OptionalDouble.of(20));
        SearchBudget few = new SearchBudget(OptionalInt.of(20), OptionalDouble.of(20));
        SearchPlan small = plan(PHOTOGRAPHS, many, 1);
        assertThat(small.search().shown())
                .isLessThan(plan(PHOTOGRAPHS, few, 1).search().shown());
        assertThat(small.expectedEvaluations()).isLessThanOrEqualTo(300);
    }

    @Test
    void no_more_candidates_are_planned_for_than_there_are_architectures_within_the_limits() {
        SearchBudget both = new SearchBudget(OptionalInt.of(200), OptionalDouble.of(10));
        for (SearchBudget budget : List.of(SearchBudget.ofMinutes(10), both)) {
            SearchPlan few = rule(PHOTOGRAPHS, budget, 3).plan(() -> 0, 12);
            SearchPlan all = rule(PHOTOGRAPHS, budget, 3).plan(() -> 0);
            assertThat(few.expectedEvaluations()).isEqualTo(12);
            assertThat(few.text()).startsWith("about 12 candidates");
            assertThat(few.secondsACandidate()).isGreaterThan(all.secondsACandidate());
            assertThat(PlanWarnings.of(few, PHOTOGRAPHS, budget, 0)).isEmpty();
        }
        SearchBudget hour = SearchBudget.ofMinutes(600);
        assertThat(rule(PHOTOGRAPHS, hour, 0.1).plan(() -> 0, 12).text(hour))
                .endsWith("given, since the space holds only 12 architectures");
        assertThat(rule(PHOTOGRAPHS, SearchBudget.ofEvaluations(200), 1)
                        .plan(() -> 0, 12)
                        .expectedEvaluations())
                .isEqualTo(12);
    }

    @Test
    void with_many_classes_the_images_are_as_many_as_the_architectures_within_the_limits_leave_time_for() {
        ImageFacts facts = new ImageFacts(50_000, 5_000, 5_000, 1_000, 3, 32);
        SearchBudget budget = SearchBudget.ofMinutes(3);
        SearchPlan few = rule(facts, budget, 20).plan(() -> 0, 3);
        assertThat(few.search().images())
                .isGreaterThan(rule(facts, budget, 20).plan(() -> 0).search().images());
        assertThat(few.expectedEvaluations()).isEqualTo(3);
    }

    @Test
    void a_budget_of_evaluations_alone_gives_the_same_plan_on_any_machine() {
        SearchPlan slow = plan(PHOTOGRAPHS, SearchBudget.ofEvaluations(30), 100);
        SearchPlan quick = plan(PHOTOGRAPHS, SearchBudget.ofEvaluations(30), 0.01);
        assertThat(slow.search()).isEqualTo(quick.search());
        assertThat(slow.larger()).isEqualTo(quick.larger());
        assertThat(slow.finalists()).isEqualTo(quick.finalists()).isEqualTo(3);
        assertThat(slow.search().toString()).isEqualTo("16x16 pixels, C=4, N=2, 10 epochs of 2000 images");
    }

    @Test
    void pictures_are_not_enlarged_and_many_images_are_used_in_part() {
        SearchPlan tiny = plan(new ImageFacts(1000, 300, 300, 10, 1, 8), SearchBudget.ofMinutes(60), 1);
        assertThat(tiny.search().pixels()).isEqualTo(8);
        assertThat(tiny.larger().pixels()).isEqualTo(8);
        SearchPlan many = plan(new ImageFacts(48_000, 12_000, 12_000, 10, 1, 28), SearchBudget.ofEvaluations(10), 1);
        assertThat(many.search().images()).isEqualTo(5_000);
        assertThat(many.search().epochs()).isEqualTo(4);
        assertThat(many.larger().images()).isEqualTo(48_000);
    }

    @Test
    void where_time_is_short_the_best_is_taken_at_once() {
        SearchPlan plan = plan(PHOTOGRAPHS, SearchBudget.ofMinutes(0.5), 20);
        assertThat(plan.finalists()).isEqualTo(1);
        assertThat(plan.largerTrainings()).isEqualTo(1);
    }

    @Test
    void after_the_search_the_larger_scale_is_chosen_anew_for_the_time_that_is_left() {
        SearchBudget budget = SearchBudget.ofMinutes(10);
        ImageSearchSettings settings = ImageSearchSettings.defaults();
        SearchPlan before = new ProxyRule(PHOTOGRAPHS, budget, settings, machine(30)).plan(() -> 0);
        ProxyRule quicker = new ProxyRule(PHOTOGRAPHS, budget, settings, machine(1));
        SearchPlan after = quicker.afterSearch(before, 200, false);
        assertThat(after.larger().shown()).isGreaterThan(before.larger().shown());
        assertThat(after.largerSeconds()).isBetween(100.0, 205.0);
        assertThat(after.search()).isEqualTo(before.search());
        SearchPlan limited = quicker.afterSearch(before, 200, true);
        assertThat(limited.larger().channels()).isEqualTo(before.larger().channels());
        assertThat(limited.larger().pixels()).isEqualTo(before.larger().pixels());
        assertThat(limited.larger().epochs()).isGreaterThan(before.larger().epochs());
    }

    /** At one larger scale, so that epochs tell. */
    private static SearchPlan atOneScale(ImageFacts facts, double minutes) {
        SearchBudget budget = SearchBudget.ofMinutes(minutes);
        return plan(facts, budget, 1, "final-pixels=16", "final-channels=8", "final-cells=2");
    }

    @Test
    void many_test_images_leave_fewer_epochs_in_the_same_minutes_and_are_in_what_is_planned() {
        ImageFacts few = new ImageFacts(1_000, 250, 250, 10, 3, 32);
        ImageFacts many = new ImageFacts(1_000, 250, 30_000, 10, 3, 32);
        for (double minutes : List.of(5.0, 8.0, 10.0)) {
            SearchPlan alone = atOneScale(few, minutes);
            SearchPlan besides = atOneScale(many, minutes);
            assertThat(besides.larger().epochs()).isLessThan(alone.larger().epochs());
            assertThat(besides.search()).as("no candidate sees them").isEqualTo(alone.search());
            assertThat(besides.secondsALarger() / besides.larger().epochs())
                    .as("a finalist does not see them")
                    .isCloseTo(alone.secondsALarger() / alone.larger().epochs(), withinPercentage(10));
            assertThat(besides.secondsTheLast())
                    .isCloseTo(
                            SECONDS_AN_IMAGE * (1_250.0 * besides.larger().epochs() + 2 * 30_000 / 3.0), within(1e-6));
            assertThat(besides.expectedSeconds()).isLessThan(60 * minutes);
        }
    }

    @Test
    void many_validation_images_are_looked_at_once_by_a_finalist_and_not_in_every_epoch() {
        ImageFacts facts = new ImageFacts(1_000, 10_000, 250, 10, 3, 32);
        SearchPlan plan = atOneScale(facts, 10);
        assertThat(plan.secondsALarger())
                .isCloseTo(SECONDS_AN_IMAGE * (1_000.0 * plan.larger().epochs() + 10_000 / 3.0), within(1e-6));
        assertThat(plan.largerSeconds()).isBetween(0.9 * 0.4 * 600, 0.4 * 600);
    }

    @Test
    void epochs_that_are_set_are_made_at_the_largest_scale_at_which_they_fit() {
        SearchBudget budget = SearchBudget.ofMinutes(10);
        SearchPlan few = plan(PHOTOGRAPHS, budget, 3, "final-epochs=2");
        assertThat(few.larger().pixels() * few.larger().channels())
                .isGreaterThan(
                        plan(PHOTOGRAPHS, budget, 3, "final-epochs=90").larger().pixels()
                                * plan(PHOTOGRAPHS, budget, 3, "final-epochs=90")
                                        .larger()
                                        .channels());
        assertThat(few.expectedSeconds()).isLessThan(600);
        SearchBudget tenHours = SearchBudget.ofMinutes(600);
        assertThat(plan(PHOTOGRAPHS, tenHours, 3, "final-epochs=150").larger().pixels())
                .as("more than the rule would make by itself")
                .isGreaterThan(16)
                .isEqualTo(plan(PHOTOGRAPHS, tenHours, 3, "final-epochs=90")
                        .larger()
                        .pixels());
    }

    @Test
    void every_part_can_be_set() {
        SearchPlan plan = plan(
                PHOTOGRAPHS,
                SearchBudget.ofMinutes(5),
                1,
                "search-pixels=12",
                "search-channels=6",
                "search-cells=1",
                "search-epochs=7",
                "search-images=640",
                "final-pixels=24",
                "final-channels=10",
                "final-cells=4",
                "final-epochs=9",
                "finalists=2",
                "mirrored=true");
        assertThat(plan.search()).isEqualTo(new TrainingScale(12, 6, 1, 640, 7, 0, true));
        assertThat(plan.larger()).isEqualTo(new TrainingScale(24, 10, 4, 2000, 9, 3, true));
    }

    @Test
    void more_images_than_there_are_make_no_fewer_epochs() {
        SearchBudget budget = SearchBudget.ofEvaluations(10);
        assertThat(plan(PHOTOGRAPHS, budget, 1, "search-images=10000").search())
                .isEqualTo(plan(PHOTOGRAPHS, budget, 1).search());
    }

    @ParameterizedTest
    @ValueSource(strings = {"search-pixels=10", "search-share=1", "test-share=0.9", "finalists=0", "pixels=8"})
    void a_setting_out_of_its_range_is_refused(String setting) {
        assertThatThrownBy(() -> plan(PHOTOGRAPHS, SearchBudget.ofMinutes(5), 1, setting))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pictures_are_read_at_32_pixels_or_at_64_for_long_searches_or_as_small_as_they_are() {
        ImageSearchSettings settings = ImageSearchSettings.defaults();
        assertThat(ProxyRule.readingSize(SearchBudget.ofMinutes(5), settings, 1_000, 500))
                .isEqualTo(32);
        assertThat(ProxyRule.readingSize(SearchBudget.ofMinutes(90), settings, 1_000, 500))
                .isEqualTo(64);
        assertThat(ProxyRule.readingSize(SearchBudget.ofMinutes(90), settings, 1_000, 28))
                .isEqualTo(28);
        assertThat(ProxyRule.readingSize(SearchBudget.ofMinutes(5), settings, 1_000, 9))
                .isEqualTo(12);
    }

    @Test
    void very_many_pictures_are_read_at_so_few_pixels_that_they_take_a_quarter_of_a_gigabyte() {
        ImageSearchSettings settings = ImageSearchSettings.defaults();
        SearchBudget long90 = SearchBudget.ofMinutes(90);
        assertThat(ProxyRule.readingSize(long90, settings, 21_000, 500)).isEqualTo(64);
        assertThat(ProxyRule.readingSize(long90, settings, 22_000, 500)).isEqualTo(32);
        assertThat(ProxyRule.readingSize(long90, settings, 1_000_000, 500)).isEqualTo(8);
        assertThat(3L * 8 * 8 * 1_000_000).isLessThan(256L << 20);
    }

    @Test
    void a_setting_that_neither_search_nor_method_has_is_refused_with_those_of_both() {
        ImageSearchRequest request = ImageSearchRequest.of(Path.of("pictures"), SearchBudget.ofEvaluations(3));
        assertThatThrownBy(() -> request.withSettings(Map.of("larger-cells", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("neither a search on images nor method 'grabnas' has a setting 'larger-cells'")
                .hasMessageContaining("final-cells")
                .hasMessageContaining("or of the method's acquisition");
    }
}
