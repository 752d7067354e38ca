package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** T_BO as a number of iterations, or as a share of the budget. */
class WarmUpTest {

    @ParameterizedTest
    @CsvSource({
        "15%, 100, 15",
        "15%, 40, 6",
        "15%, 30, 5",
        "15%, 1, 0",
        "0%, 100, 0",
        "100%, 7, 7",
        "5, 100, 5",
        "0, 9, 0"
    })
    void it_is_a_number_of_iterations_or_a_rounded_share_of_the_budget(String text, int budget, int iterations) {
        assertThat(WarmUp.SETTING.parse(text).iterations(budget)).isEqualTo(iterations);
    }

    @Test
    void by_default_it_is_fifteen_percent() {
        assertThat(WarmUp.SETTING.defaultValue()).isEqualTo(new WarmUp(15, true));
        assertThat(WarmUp.SETTING.defaultValue().iterations(Integer.MAX_VALUE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101%", "-5%", "%", "", "1.5", "15 %", "half", "\u0661", "\u0661%", "1d"})
    void anything_else_is_refused_with_what_was_expected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS.values(Map.of("warm-up", text)))
                .withMessageContaining(
                        "warm-up=" + text + ": expected a whole number, at least 0, or a share of the budget");
    }
}
