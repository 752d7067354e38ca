package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How many images of each class candidates are trained on, and what is told where they are few. */
class ManyClassesTest {

    private static final SearchBudget FIVE_MINUTES = SearchBudget.ofMinutes(5);

    private static ImageFacts photographs(int classes) {
        return new ImageFacts(100_000, 20_000, 20_000, classes, 3, 32);
    }

    private static TrainingSpeed machine(double factor) {
        return (s, batch) -> new TrainingSpeed.Timing(
                factor * 1e-7 * s.imageSize() * s.imageSize() * s.channels() * (s.cells() + 1), 1);
    }

    private static SearchPlan plan(ImageFacts facts, SearchBudget budget, double factor, Map<String, String> settings) {
        return new ProxyRule(facts, budget, ImageSearchSettings.of(settings), machine(factor)).plan(() -> 0);
    }

    private static String warnings(SearchPlan plan, ImageFacts facts, SearchBudget budget) {
        return PlanWarnings.of(plan, facts, budget, 0).toString();
    }

    @Test
    void a_thousand_classes_get_ten_images_each_at_the_cost_of_candidates_which_is_told() {
        ImageFacts facts = photographs(1000);
        SearchPlan plan = plan(facts, FIVE_MINUTES, 3, Map.of());
        assertThat(plan.search().images()).isEqualTo(10_000);
        assertThat(plan.search().epochs()).isEqualTo(4);
        assertThat(plan.expectedEvaluations()).isEqualTo(16);
        assertThat(warnings(plan, facts, FIVE_MINUTES))
                .contains("about 16 candidate(s) fit into the time, fewer than the 30 that a search is planned for, as "
                        + "each is trained on 10,000 images for the sake of 1,000 classes; give more --minutes");
    }

    @Test
    void where_ten_candidates_do_not_fit_fewer_images_are_taken_and_their_number_is_told() {
        ImageFacts facts = photographs(1000);
        SearchPlan plan = plan(facts, FIVE_MINUTES, 10, Map.of());
        assertThat(plan.search().images()).isBetween(4_000, 5_000);
        assertThat(plan.expectedEvaluations()).isEqualTo(10);
        assertThat(warnings(plan, facts, FIVE_MINUTES))
                .contains(" images of 1,000 classes, 4.7 of each; with fewer than 10 their order is mostly chance");
        assertThat(plan(facts, FIVE_MINUTES, 1000, Map.of()).search().images()).isEqualTo(1_250);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5, 20, 60, 600})
    void a_hundred_classes_are_planned_as_ten_are(double minutes) {
        SearchBudget budget = SearchBudget.ofMinutes(minutes);
        assertThat(plan(photographs(100), budget, 3, Map.of())).isEqualTo(plan(photographs(10), budget, 3, Map.of()));
    }

    @Test
    void a_class_has_one_image_at_least_whatever_is_set() {
        SearchPlan plan = plan(photographs(1000), FIVE_MINUTES, 1, Map.of("search-images", "100"));
        assertThat(plan.search().images()).isEqualTo(1000);
    }

    /** Images of classes of 7, 50 and 333, each with its number in its pixels. */
    private static LabelledImages unequal() {
        int[] labels =
                IntStream.range(0, 390).map(i -> i < 7 ? 0 : i < 57 ? 1 : 2).toArray();
        byte[] pixels = new byte[390 * 16];
        for (int i = 0; i < 390; i++) {
            pixels[16 * i] = (byte) i;
            pixels[16 * i + 1] = (byte) (i >> 8);
        }
        return new LabelledImages("unequal", 1, 4, 4, List.of("a", "b", "c"), pixels, labels);
    }

    @Test
    void as_many_images_are_taken_as_the_plan_says_also_of_unequal_classes() {
        LabelledImages all = unequal();
        TrainingScale scale = new TrainingScale(4, 4, 1, 390, 1, 0, false);
        for (int asked = 1; asked < 390; asked += 7) {
            int taken = TrainingScale.taken(new int[] {7, 50, 333}, asked);
            assertThat(scale.fitted(all, taken).count()).isEqualTo(taken);
            assertThat(scale.fitted(all, taken).pixels())
                    .as("the same images as of the share that was asked for")
                    .isEqualTo(all.share(asked / 390.0, 201).pixels());
        }
        assertThat(TrainingScale.taken(new int[] {7, 50, 333}, 1000)).isEqualTo(390);
    }

    @Test
    void where_the_share_of_each_class_would_give_less_than_a_batch_a_batch_is_taken() {
        assertThat(TrainingScale.takenToTrainOn(new int[] {20, 20, 20}, 16)).isEqualTo(18);
        assertThat(TrainingScale.takenToTrainOn(new int[] {6, 6, 5}, 16)).isBetween(16, 17);
        int[] unequal = {7, 50, 333};
        assertThat(TrainingScale.takenToTrainOn(unequal, 100)).isEqualTo(TrainingScale.taken(unequal, 100));
    }
}
