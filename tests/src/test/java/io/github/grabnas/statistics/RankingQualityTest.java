package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class RankingQualityTest {

    private static double[] truth() {
        return new SplittableRandom(5).doubles(2_000, 10, 95).toArray();
    }

    @Test
    void a_perfect_prediction_has_the_best_numbers_in_any_unit() {
        double[] truth = truth();
        double best = Arrays.stream(truth).max().orElseThrow();
        RankingQuality quality =
                RankingQuality.of(Arrays.stream(truth).map(t -> 3 * t - 400).toArray(), truth);
        assertThat(quality.spearman()).isCloseTo(1, within(1e-12));
        assertThat(quality.spearmanTop()).isCloseTo(1, within(1e-12));
        assertThat(quality.rankOfBest()).isEqualTo(1);
        assertThat(quality.bestOf10()).isEqualTo(best);
        assertThat(quality.bestOf50()).isEqualTo(best);
    }

    @Test
    void the_opposite_of_the_truth_has_the_worst_numbers() {
        double[] truth = truth();
        double[] ascending = truth.clone();
        Arrays.sort(ascending);
        RankingQuality quality =
                RankingQuality.of(Arrays.stream(truth).map(t -> -t).toArray(), truth);
        assertThat(quality.spearman()).isCloseTo(-1, within(1e-12));
        assertThat(quality.rankOfBest()).isEqualTo(2_000);
        assertThat(quality.bestOf10()).isEqualTo(ascending[9]);
        assertThat(quality.bestOf50()).isEqualTo(ascending[49]);
    }

    @Test
    void the_top_counts_only_the_truly_best() {
        double[] truth = IntStream.range(0, 2_000).mapToDouble(i -> 2_000 - i).toArray();
        double[] predicted = IntStream.range(0, 2_000)
                .mapToDouble(i -> i < RankingQuality.TOP ? 2_000 - i : i - 2_000)
                .toArray();
        RankingQuality quality = RankingQuality.of(predicted, truth);
        assertThat(quality.spearmanTop()).isCloseTo(1, within(1e-12));
        assertThat(quality.spearman()).as("the lower half is reversed").isLessThan(0.8);
    }

    @Test
    void equal_predictions_share_the_mean_of_their_ranks() {
        assertThat(RankingQuality.of(new double[] {5, 5, 9, 1, 5}, new double[] {70, 60, 50, 40, 30})
                        .rankOfBest())
                .isEqualTo(3);
    }

    @Test
    void of_several_equally_best_ones_the_one_that_is_predicted_highest_counts() {
        assertThat(RankingQuality.of(new double[] {1, 3, 2}, new double[] {9, 9, 1})
                        .rankOfBest())
                .isEqualTo(1);
        assertThat(RankingQuality.of(new double[] {3, 3, 2}, new double[] {9, 9, 1})
                        .rankOfBest())
                .isEqualTo(1);
        // Of two bests and one other in an order by chance, the other is first once in three times.
        assertThat(RankingQuality.of(new double[] {3, 3, 3, 4}, new double[] {9, 9, 1, 2})
                        .rankOfBest())
                .isCloseTo(2 + 1 / 3.0, within(1e-12));
    }

    @Test
    void what_cannot_be_ranked_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingQuality.of(new double[2], new double[3]))
                .withMessageContaining("2 predictions of 3 true values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingQuality.of(new double[1], new double[1]))
                .withMessageContaining("at least 2");
    }
}
