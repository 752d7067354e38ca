package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Tests of ranks, means and spreads against the numbers that tests/golden/rank_tests.py had SciPy compute. */
class RankTestsTest {

    private static final Offset<Double> ROUNDING = within(1e-9);
    private static JsonNode golden;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream stream = RankTestsTest.class.getResourceAsStream("/golden/rank-tests.json")) {
            golden = new ObjectMapper().readTree(stream);
        }
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    private static double[] numbers(JsonNode test, String name) {
        return numbers(test.get(name));
    }

    @Test
    void friedmans_statistic_and_iman_and_davenports_are_those_of_scipy_with_and_without_ties() {
        assertThat(golden.get("friedman")).hasSize(4);
        for (JsonNode one : golden.get("friedman")) {
            List<double[]> ranks = new ArrayList<>();
            one.get("ranks").forEach(block -> ranks.add(numbers(block)));
            FriedmanTest test = FriedmanTest.of(ranks);
            String name = one.get("name").asText();
            assertThat(test.averageRanks().stream().mapToDouble(r -> r).toArray())
                    .as(name)
                    .containsExactly(numbers(one, "average"), ROUNDING);
            assertThat(test.chiSquared())
                    .as(name)
                    .isCloseTo(one.get("chi_squared").asDouble(), ROUNDING);
            assertThat(test.chiSquaredP())
                    .as(name)
                    .isCloseTo(one.get("chi_squared_p").asDouble(), ROUNDING);
            assertThat(test.f()).as(name).isCloseTo(one.get("f").asDouble(), ROUNDING);
            assertThat(test.fP()).as(name).isCloseTo(one.get("f_p").asDouble(), ROUNDING);
        }
    }

    @Test
    void nemenyis_quantiles_are_those_of_scipy_and_demsars_example_comes_out() {
        assertThat(golden.get("q")).hasSize(12);
        for (JsonNode one : golden.get("q")) {
            int k = one.get("treatments").asInt();
            double blocks = k * (k + 1) / 6.0;
            // With so many blocks the root is 1; they need not be a whole number here.
            assertThat(NemenyiTest.criticalDifference(k, 1, one.get("level").asDouble()) / Math.sqrt(blocks))
                    .as("%s treatments", k)
                    .isCloseTo(one.get("q").asDouble(), within(1e-7));
        }
        // J. Demsar (2006), section 3.2.2: four classifiers on 14 datasets.
        assertThat(NemenyiTest.criticalDifference(4, 14, 0.05)).isCloseTo(1.25, within(0.005));
        assertThat(NemenyiTest.criticalDifference(4, 14, 0.10)).isCloseTo(1.12, within(0.005));
    }

    @Test
    void groups_join_what_does_not_differ_and_none_lies_within_another() {
        NemenyiTest test = new NemenyiTest(List.of(4.4, 1.0, 2.0, 2.5, 6.5), 0.05, 2);
        assertThat(test.groups()).containsExactly(List.of(1, 2, 3), List.of(3, 0));
        assertThat(new NemenyiTest(List.of(1.0, 3.0), 0.05, 2).differ(0, 1))
                .as("exactly the critical difference")
                .isTrue();
    }

    @Test
    void groups_at_the_end_are_not_repeated() {
        assertThat(new NemenyiTest(List.of(1.0, 2.0, 2.5, 3.0), 0.05, 3).groups())
                .containsExactly(List.of(0, 1, 2, 3));
        assertThat(new NemenyiTest(List.of(1.0, 5.0), 0.05, 3).groups()).isEmpty();
    }

    @Test
    void where_all_blocks_agree_the_statistic_is_infinite_and_where_all_are_tied_it_is_zero() {
        double[] same = {1, 2, 3};
        assertThat(FriedmanTest.of(List.of(same, same, same)).f()).isInfinite();
        assertThat(FriedmanTest.of(List.of(same, same, same)).fP()).isZero();
        double[] tied = {2, 2, 2};
        assertThat(FriedmanTest.of(List.of(tied, tied)).fP()).isEqualTo(1);
    }

    @Test
    void the_interval_of_a_mean_difference_is_that_of_scipys_paired_t_test() {
        assertThat(golden.get("paired")).hasSize(3);
        for (JsonNode one : golden.get("paired")) {
            MeanDifference difference = MeanDifference.of(numbers(one, "first"), numbers(one, "second"));
            assertThat(difference.mean()).isCloseTo(one.get("mean").asDouble(), ROUNDING);
            assertThat(difference.low()).isCloseTo(one.get("low").asDouble(), ROUNDING);
            assertThat(difference.high()).isCloseTo(one.get("high").asDouble(), ROUNDING);
        }
        assertThat(MeanDifference.of(new double[] {3}, new double[] {1}))
                .isEqualTo(new MeanDifference(2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void the_test_of_spreads_is_scipys_levene_about_the_median() {
        assertThat(golden.get("spreads")).hasSize(3);
        for (JsonNode one : golden.get("spreads")) {
            assertThat(SpreadTest.of(numbers(one, "first"), numbers(one, "second"))
                            .p())
                    .isCloseTo(one.get("p").asDouble(), ROUNDING);
        }
        double[] constant = {94.37, 94.37, 94.37};
        assertThat(SpreadTest.of(constant, constant).p()).isEqualTo(1);
        assertThat(SpreadTest.of(new double[] {1, 3}, new double[] {2, 2}).p()).isZero();
    }

    @Test
    void welchs_test_and_its_interval_are_scipys() {
        assertThat(golden.get("welch")).hasSize(3);
        for (JsonNode one : golden.get("welch")) {
            WelchTest test = WelchTest.of(numbers(one, "first"), numbers(one, "second"));
            assertThat(test.p()).isCloseTo(one.get("p").asDouble(), ROUNDING);
            assertThat(test.difference().low()).isCloseTo(one.get("low").asDouble(), within(1e-7));
            assertThat(test.difference().high()).isCloseTo(one.get("high").asDouble(), within(1e-7));
        }
        double[] constant = {94.37, 94.37};
        assertThat(WelchTest.of(constant, constant).p()).isEqualTo(1);
        assertThat(WelchTest.of(constant, new double[] {1, 1}).p()).isZero();
    }

    /** All ways to divide the most extreme numbers there are: all equal in one sample, all higher in the other. */
    @Test
    void no_permutation_of_two_samples_shows_a_smaller_p_than_the_smallest() {
        for (int first = 1; first <= 5; first++) {
            for (int second = 1; second <= 5; second++) {
                int size = first;
                int pooled = first + second;
                int[] divisions = IntStream.range(0, 1 << pooled)
                        .filter(d -> Integer.bitCount(d) == size)
                        .toArray();
                double[] apart = Arrays.stream(divisions)
                        .mapToDouble(d -> Integer.bitCount(d & ((1 << size) - 1)))
                        .map(common -> Math.abs(common / size - (size - common) / (pooled - size)))
                        .toArray();
                double extreme = Arrays.stream(apart).filter(d -> d >= 1 - 1e-9).count();
                assertThat(Significance.leastP(first, second))
                        .as(first + " and " + second)
                        .isCloseTo(extreme / divisions.length, ROUNDING);
            }
        }
        assertThat(Significance.leastP(3, 10)).isCloseTo(1 / 286.0, ROUNDING);
        assertThat(Significance.leastP(3, 3)).isCloseTo(0.1, ROUNDING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Significance.leastP(0, 4))
                .withMessageContaining("0 and 4 numbers: expected at least 1 of each");
    }

    @Test
    void outliers_are_below_tukeys_fence() {
        // Quartiles 2.25 and 6.75 of 1 to 8, by commons-math; the fence is at -4.5.
        assertThat(LowOutliers.count(1, 2, 3, 4, 5, 6, 7, 8)).isZero();
        assertThat(LowOutliers.count(90, 91, 92, 93, 94, 95, 96, 40)).isEqualTo(1);
        assertThat(LowOutliers.count(90, 91, 92, 93, 94, 95, 96, 140))
                .as("a high one")
                .isZero();
    }

    @Test
    void holms_adjusted_p_values_grow_with_the_number_of_tests_and_keep_the_order() {
        // Worked by hand: 3 x 0.01, 2 x 0.02, then not below the one before.
        assertThat(HolmCorrection.adjust(List.of(0.02, 0.01, 0.03))).containsExactly(0.04, 0.03, 0.04);
        assertThat(HolmCorrection.adjust(List.of(0.5, 0.9))).containsExactly(1.0, 1.0);
        assertThat(HolmCorrection.adjust(List.of())).isEmpty();
    }

    @Test
    void what_are_no_ranks_levels_or_pairs_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FriedmanTest.of(List.of(new double[] {1, 1}, new double[] {1, 2})))
                .withMessageContaining("[1.0, 1.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> FriedmanTest.of(List.of(new double[] {1, 2})));
        assertThatIllegalArgumentException().isThrownBy(() -> NemenyiTest.criticalDifference(3, 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MeanDifference.of(new double[1], new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> SpreadTest.of(new double[1], new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> HolmCorrection.adjust(List.of(Double.NaN)));
    }
}
