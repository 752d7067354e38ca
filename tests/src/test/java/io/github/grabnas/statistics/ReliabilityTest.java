package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class ReliabilityTest {

    @Test
    void two_measurements_are_compared_thing_by_thing() {
        Reliability reliability = Reliability.of(new double[] {10, 20, 30}, new double[] {12, 19, 34});
        assertThat(reliability.count()).isEqualTo(3);
        assertThat(reliability.spearman()).isCloseTo(1, within(1e-12));
        assertThat(reliability.standardDeviation()).isCloseTo(Math.sqrt((4 + 1 + 16) / 6.0), within(1e-12));
        assertThat(reliability.firstMean()).isEqualTo(20);
        assertThat(reliability.secondMean()).isCloseTo(65 / 3.0, within(1e-12));
        assertThat(reliability)
                .hasToString(
                        "3 measured twice: Spearman 1.000, standard deviation of one measurement 1.87, means 20.00 and "
                                + "21.67");
    }

    @Test
    void the_standard_deviation_of_the_noise_is_found() {
        SplittableRandom random = new SplittableRandom(2);
        double[] first = new double[5_000];
        double[] second = new double[5_000];
        for (int i = 0; i < first.length; i++) {
            double truth = 50 + 40 * random.nextDouble();
            // Uniform noise over a range of √12 has a standard deviation of 1.
            first[i] = truth + Math.sqrt(12) * random.nextDouble();
            second[i] = truth + Math.sqrt(12) * random.nextDouble();
        }
        assertThat(Reliability.of(first, second).standardDeviation()).isCloseTo(1, within(0.03));
    }

    @Test
    void a_mean_of_several_measurements_is_as_reliable_as_Spearman_and_Brown_say() {
        Reliability half = new Reliability(100, 0.5, 1, 0, 0);
        assertThat(half.ofMean(1)).isEqualTo(0.5);
        assertThat(half.ofMean(2)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(half.ofMean(9)).isCloseTo(0.9, within(1e-12));
        assertThat(half.measurementsFor(0.9)).isEqualTo(9);
        assertThat(half.measurementsFor(0.91)).isEqualTo(11);
        assertThat(half.measurementsFor(0.4)).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> new Reliability(100, -0.1, 1, 0, 0).measurementsFor(0.5))
                .withMessageContaining("no mean of them reaches 0.5");
    }

    @Test
    void what_are_not_two_measurements_of_the_same_things_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reliability.of(new double[3], new double[2]))
                .withMessageContaining("3 first and 2 second measurements");
        assertThatIllegalArgumentException().isThrownBy(() -> Reliability.of(new double[1], new double[1]));
    }
}
