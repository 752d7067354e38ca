package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers beside an axis. */
class ChartStyleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-3e-17, 0",
        "0.08, 0.08",
        "-0.2, -0.2",
        "0.30000000000000004, 0.3",
        "82.35, 82.35",
        "15625, '15,625'",
        "0.000025, 2.5E-5",
        "-0.00001, -1E-5"
    })
    void they_have_a_digit_before_the_point_and_no_rounding_behind_it(double value, String text) {
        assertThat(ChartStyle.tick(value)).isEqualTo(text);
    }
}
