package io.github.grabnas.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Map;

class GrowthSpeedTest {

    @Test
    void times_that_grow_with_the_square_of_the_size_have_an_exponent_of_two() {
        assertThat(GrowthSpeed.exponent(Map.of(100, 0.5, 300, 4.5, 1000, 50.0))).isCloseTo(2, within(1e-9));
        assertThat(GrowthSpeed.exponent(Map.of(100, 3.0, 1000, 3.0))).isZero();
    }

    @Test
    void a_posterior_is_timed_over_all_blocks_of_candidates_the_last_of_which_may_be_smaller() {
        assertThat(GrowthSpeed.posteriorSeconds(GrowthSpeed.process(), 20_000)).isPositive();
    }
}
