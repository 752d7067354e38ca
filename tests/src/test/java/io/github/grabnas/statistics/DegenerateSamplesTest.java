package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** Samples that hold no number, or whose differences are alike but for rounding. */
class DegenerateSamplesTest {

    private static final double[] NO_NUMBER = {1, Double.NaN, 3};

    @Test
    void what_is_not_a_number_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapInterval.ofMean(NO_NUMBER, 0.95))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FriedmanTest.of(List.of(new double[] {1, 2, 3}, NO_NUMBER)))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FriedmanTest.of(List.of(NO_NUMBER, new double[] {1, 2, 3})))
                .withMessageContaining("NaN");
    }

    /** 0.43 to the median each, up to rounding: no analysis of variance can say anything. */
    @Test
    void spreads_that_are_alike_but_for_rounding_do_not_differ_and_others_do() {
        double[] pairs = {94.37, 94.37, 94.37, 93.51, 93.51, 93.51};
        double[] moved = Arrays.stream(pairs).map(x -> x + 1).toArray();
        double[] wider = {95, 95, 95, 90, 90, 90};
        assertThat(SpreadTest.of(pairs, pairs).p()).isEqualTo(1);
        assertThat(SpreadTest.of(pairs, moved).p()).isEqualTo(1);
        assertThat(SpreadTest.of(moved, pairs).p()).isEqualTo(1);
        assertThat(SpreadTest.of(pairs, wider).p()).isZero();
        assertThat(SpreadTest.of(wider, moved).p()).isZero();
    }

    @Test
    void an_error_that_is_no_number_lies_neither_within_an_interval_nor_outside() {
        assertThatThrownBy(() -> CentralIntervals.share(50, 0.1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> LowOutliers.count(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
