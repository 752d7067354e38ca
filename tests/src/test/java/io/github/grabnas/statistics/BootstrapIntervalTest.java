package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

class BootstrapIntervalTest {

    @Test
    void of_many_values_it_is_the_normal_interval() {
        Random random = new Random(1);
        double[] values = random.doubles(400).map(u -> 10 * u).toArray();
        Summary summary = Summary.of(values);
        double half = 1.96 * summary.standardDeviation() / Math.sqrt(values.length);
        BootstrapInterval interval = BootstrapInterval.ofMean(values, 0.95);
        assertThat(interval.low()).isCloseTo(summary.mean() - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(summary.mean() + half, within(0.1 * half));
        assertThat(BootstrapInterval.ofMean(values, 0.95)).isEqualTo(interval);
    }

    @Test
    void of_two_values_it_holds_the_means_that_drawing_can_give() {
        // Both ends are drawn with probability 1/4.
        assertThat(BootstrapInterval.ofMean(new double[] {0, 1}, 0.6)).isEqualTo(new BootstrapInterval(0, 1));
        assertThat(BootstrapInterval.ofMean(new double[] {0, 1}, 0.4)).isEqualTo(new BootstrapInterval(0.5, 0.5));
        assertThat(BootstrapInterval.ofMean(new double[] {3}, 0.95)).isEqualTo(new BootstrapInterval(3, 3));
    }

    @Test
    void no_values_and_levels_that_are_no_shares_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapInterval.ofMean(new double[0], 0.95))
                .withMessageContaining("at least one value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapInterval.ofMean(new double[] {1}, 95))
                .withMessageContaining("level 95.0");
    }
}
