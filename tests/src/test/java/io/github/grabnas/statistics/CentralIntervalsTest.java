package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.DoubleStream;

class CentralIntervalsTest {

    @Test
    void normal_errors_lie_within_as_often_as_the_level_says_and_twice_as_wide_ones_less_often() {
        Random random = new Random(2);
        double[] errors =
                DoubleStream.generate(random::nextGaussian).limit(20_000).toArray();
        double[] wide = DoubleStream.of(errors).map(e -> 2 * e).toArray();
        for (double level : new double[] {50, 80, 95}) {
            assertThat(CentralIntervals.share(level, errors)).isCloseTo(level, within(1.0));
        }
        // 2 Phi(1.96 / 2) - 1
        assertThat(CentralIntervals.share(95, wide)).isCloseTo(67.3, within(1.0));
    }

    @Test
    void both_ends_of_an_interval_count() {
        assertThat(CentralIntervals.share(95, -1.97, -1.95, 0, 1.95, 1.97)).isEqualTo(60);
    }

    @Test
    void no_errors_and_levels_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentralIntervals.share(95))
                .withMessageContaining("at least one error");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CentralIntervals.share(100, 1))
                .withMessageContaining("intervals of 100.0 %");
    }
}
