package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Observations far below the median, against the properties that the formula promises. */
class LowTailTest {

    private static final double[] ACCURACIES = {10, 90, 91, 92, 93, 94};

    @Test
    void the_median_and_what_is_above_it_stay_as_they_are() {
        LowTail tail = LowTail.of(ACCURACIES, 2);
        assertThat(tail.median()).isEqualTo(91.5);
        for (double above : new double[] {91.5, 92, 100}) {
            assertThat(tail.compress(above)).isEqualTo(above);
        }
    }

    @Test
    void of_an_odd_number_the_one_in_the_middle_is_the_median() {
        assertThat(LowTail.of(new double[] {3, 1, 50}, 1).median()).isEqualTo(3);
    }

    @Test
    void order_is_kept_and_nothing_counts_as_more_than_three_scales_below() {
        LowTail tail = LowTail.of(ACCURACIES, 2);
        double before = Double.NEGATIVE_INFINITY;
        for (double y = 60; y <= 95; y += 0.5) {
            assertThat(tail.compress(y)).as("%s", y).isGreaterThan(before);
            before = tail.compress(y);
        }
        assertThat(tail.compress(-1000)).isCloseTo(91.5 - 6, within(1e-12));
        assertThat(tail.compress(10)).isGreaterThanOrEqualTo(91.5 - 6);
    }

    /** y' = m - d + d² / 2c up to the third order. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-2, 0.05})
    void close_to_the_median_the_slope_is_one(double below) {
        LowTail tail = LowTail.of(ACCURACIES, 2);
        double expected = 91.5 - below + below * below / (2 * 6);
        assertThat(tail.compress(91.5 - below)).isCloseTo(expected, within(below * below * below / 100 + 1e-12));
    }

    /** Of y' = m - c (1 - e^-t) the observation is m - c t. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 4})
    void what_was_read_is_given_back_as_it_was_observed(double depth) {
        LowTail tail = LowTail.of(ACCURACIES, 2);
        double read = 91.5 - 6 * (1 - Math.exp(-depth));
        assertThat(tail.expand(read)).isCloseTo(91.5 - 6 * depth, within(1e-9));
        assertThat(tail.compress(tail.expand(read))).isCloseTo(read, within(1e-12));
    }

    @Test
    void what_no_observation_is_read_as_counts_as_five_scales_below() {
        LowTail tail = LowTail.of(ACCURACIES, 2);
        for (double read : new double[] {91.5 - 6, 80, -1000, tail.compress(91.5 - 6 * 5.5)}) {
            assertThat(tail.expand(read)).isEqualTo(91.5 - 6 * 5);
        }
        assertThat(tail.expand(92)).isEqualTo(92);
        assertThat(tail.expand(91.5)).isEqualTo(91.5);
        assertThat(LowTail.NONE.expand(-70)).isEqualTo(-70);
    }

    @Test
    void in_an_unknown_unit_the_scale_is_that_of_a_normal_distribution_of_the_same_quartiles() {
        // Deviations from the median 0 are 1, 1, 0, 2, 2: in the middle 1.
        LowTail tail = LowTail.of(-2, -1, 0, 1, 2);
        assertThat(tail.scale()).isCloseTo(3 * 1.4826, within(1e-12));
        LowTail thousand = LowTail.of(-2000, -1000, 0, 1000, 2000);
        assertThat(thousand.compress(-5000)).isCloseTo(1000 * tail.compress(-5), within(1e-9));
    }

    @Test
    void where_most_are_equal_all_stay_as_they_are() {
        LowTail tail = LowTail.of(5, 5, 5, 5, -70);
        assertThat(tail.compress(-70)).isEqualTo(-70);
        assertThat(LowTail.NONE.compress(-70)).isEqualTo(-70);
    }
}
