package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void mean_standard_deviation_and_median_are_those_of_the_textbook() {
        Summary summary = Summary.of(9, 2, 4);
        assertThat(summary.count()).isEqualTo(3);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.standardDeviation()).isCloseTo(Math.sqrt(13), within(1e-12));
        assertThat(summary.median()).isEqualTo(4);
        assertThat(summary.min()).isEqualTo(2);
        assertThat(summary.max()).isEqualTo(9);
        assertThat(Summary.of(9, 2, 4, 7).median())
                .as("the mean of the middle two")
                .isEqualTo(5.5);
    }

    @Test
    void one_number_has_no_deviation() {
        assertThat(Summary.of(94.37)).isEqualTo(new Summary(1, 94.37, 0, 94.37, 94.37, 94.37, 94.37, 94.37));
    }

    @Test
    void no_numbers_and_what_is_not_a_number_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(Summary::of).withMessageContaining("at least one number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.of(1, Double.NaN))
                .withMessageContaining("[1.0, NaN]");
    }

    @Test
    void quartiles_of_three_numbers_are_the_lowest_and_the_highest_and_of_seven_the_second_and_the_sixth() {
        Summary three = Summary.of(3, 1, 2);
        assertThat(three.lowerQuartile()).isEqualTo(1);
        assertThat(three.upperQuartile()).isEqualTo(3);
        Summary seven = Summary.of(7, 1, 6, 2, 5, 3, 4);
        assertThat(seven.lowerQuartile()).isEqualTo(2);
        assertThat(seven.upperQuartile()).isEqualTo(6);
    }
}
