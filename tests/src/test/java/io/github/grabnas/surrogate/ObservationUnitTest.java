package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.gp.OutputScalePrior;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What is known of the unit of observations before they are made. */
class ObservationUnitTest {

    private static final ObservationUnit PERCENT = new ObservationUnit(4, true);
    private static final ObservationUnit OTHER = new ObservationUnit(4, false);

    @Test
    void of_percent_the_spread_of_the_tuples_is_expected_whatever_was_observed() {
        OutputScalePrior few = PERCENT.outputScale(List.of(90.0));
        assertThat(few.median()).isEqualTo(4);
        assertThat(PERCENT.outputScale(List.of(10.0, 90.0))).isEqualTo(few);
    }

    @Test
    void in_another_unit_the_spread_of_the_observations_is_and_less_firmly() {
        OutputScalePrior prior = OTHER.outputScale(List.of(100.0, 200.0, 300.0));
        assertThat(prior.median()).isCloseTo(100, within(1e-9));
        assertThat(prior.logStandardDeviation())
                .isGreaterThan(PERCENT.outputScale(List.of(90.0)).logStandardDeviation());
    }

    @Test
    void observations_without_a_spread_leave_the_tuples() {
        assertThat(OTHER.outputScale(List.of(7.0)).median()).isEqualTo(4);
        assertThat(OTHER.outputScale(List.of(7.0, 7.0)).median()).isEqualTo(4);
    }

    @Test
    void a_failed_cell_counts_by_the_tuples_spread_in_percent_and_by_the_observations_elsewhere() {
        double[] observations = {-2, -1, 0, 1, 2};
        assertThat(PERCENT.lowTail(observations)).isEqualTo(LowTail.of(observations, 4));
        assertThat(OTHER.lowTail(observations)).isEqualTo(LowTail.of(observations));
    }
}
