package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class StandardizerTest {

    @Test
    void numbers_get_mean_0_and_deviation_1_by_their_count_and_come_back() {
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        Standardizer standardizer = Standardizer.of(values);
        assertThat(standardizer).isEqualTo(new Standardizer(5, 2));
        assertThat(standardizer.standardize(values)).containsExactly(-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2);
        assertThat(standardizer.restore(2)).isEqualTo(9);
        assertThatIllegalArgumentException().isThrownBy(() -> Standardizer.of()).withMessageContaining("got none");
    }

    @Test
    void equal_targets_whose_mean_rounds_have_no_spread() {
        for (double[] equal : new double[][] {filled(11, 94.37), filled(9, 1_000_000.1)}) {
            Standardizer standardizer = Standardizer.of(equal);
            assertThat(standardizer.mean()).as("the mean rounds").isNotEqualTo(equal[0]);
            assertThat(standardizer.standardDeviation()).isEqualTo(1);
            assertThat(standardizer.standardize(equal[0])).isCloseTo(0, within(1e-9));
        }
        assertThat(Standardizer.of(94.37, 94.370001).standardDeviation())
                .as("numbers that hardly differ do differ")
                .isCloseTo(5e-7, within(1e-9));
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void numbers_in_a_tiny_unit_are_told_apart() {
        assertThat(Standardizer.of(1e-13, 3e-13).standardDeviation()).isCloseTo(1e-13, within(1e-20));
        assertThat(Standardizer.of(0, 0).standardDeviation()).isEqualTo(1);
    }
}
