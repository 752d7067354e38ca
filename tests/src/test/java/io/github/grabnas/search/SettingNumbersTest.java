package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.space.ArchitectureGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Numbers in settings are decimal numbers of the digits 0 to 9, and a value has one text. */
class SettingNumbersTest {

    private static final Setting<Integer> COUNT = Setting.integer("count", 40, 0, "a count");
    private static final Setting<Double> RATE = Setting.number("rate", 0.5, 0, "a rate");
    private static final Setting<OptionalDouble> LIMIT = Setting.numberOrNone("limit", "none", 0, "a limit");

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0661", "\u0967\u0968", "0x1p-2", "0x10", "0.3d", "0.3f", " 0.3 ", "1_0", "NaN", "Infinity"})
    void what_else_java_takes_for_a_number_is_refused(String text) {
        for (Setting<?> setting : List.of(COUNT, RATE, LIMIT)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setting.parse(text))
                    .withMessageStartingWith("setting " + setting.name() + "=" + text + ": expected ");
        }
    }

    @Test
    void a_value_has_one_text() {
        List<Setting<?>> settings = List.of(COUNT, RATE, LIMIT);
        SettingValues values =
                SettingValues.of("mine", settings, Map.of("count", "+0050", "rate", "1.50e0", "limit", "3.0"));
        assertThat(values.changed(settings)).isEqualTo(Map.of("count", "50", "rate", "1.5", "limit", "3"));
        assertThat(SettingValues.of("mine", settings, Map.of("count", "040", "rate", "5e-1"))
                        .changed(settings))
                .isEmpty();
    }

    @Test
    void a_large_default_is_shown_as_it_is() {
        assertThat(Setting.number("large", 1e300, 0, "large").defaultValue()).isEqualTo(1e300);
    }

    @Test
    void the_nodes_of_a_graph_s_edges_are_plain_numbers() {
        for (String edge : List.of("0>\u0661", "0>+1", "0>1>1", "-0>1", "0>99999999999")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ArchitectureGraph.parse("input output; " + edge))
                    .withMessageContaining("'" + edge + "' is no edge; expected two node numbers, as in 0>1");
        }
    }
}
