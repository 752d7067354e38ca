package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class DecimalNumberTest {

    private static final Path FILE = Path.of("table.csv");

    @Property(tries = 200)
    void every_finite_double_is_read_as_Java_writes_it(@ForAll double value) {
        assertThat(DecimalNumber.parse(Double.toString(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91", "91.", ".5", "+91.25", "-0.5", "9.125e1", "9125E-2", "0091.250"})
    void decimal_numbers_are_read(String text) {
        assertThat(DecimalNumber.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "e5",
                "1e",
                "91.0d",
                "91.0f",
                "91D",
                "0x1p3",
                "0x5B.0p0",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e999",
                " 91",
                "91 ",
                "91,25",
                "9_1",
                "1.2.3",
                "٩١",
                "९१",
                "１２",
                "91%",
                "--1",
                "1e5.5"
            })
    void everything_else_is_refused(String text) {
        assertThatThrownBy(() -> DecimalNumber.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("expected a");
    }

    @Test
    void a_text_without_end_is_refused_at_once_and_not_shown_whole() {
        assertThatThrownBy(() -> DecimalNumber.parse("1".repeat(10_000_000)))
                .isInstanceOf(NumberFormatException.class)
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
    }

    @Test
    void percentages_are_read_and_others_refused_with_their_line() throws DataFormatException {
        PercentColumn column = new PercentColumn(FILE, "accuracy", 10);
        assertThat(column.read("94.37", 2)).isEqualTo(94.37);
        assertThat(column.read(" 10 ", 3)).isEqualTo(10);
        assertThat(column.read("0", 4)).isZero();
        assertThatThrownBy(() -> column.read("100.1", 5))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("table.csv, line 5: accuracy is 100.1; expected a percentage, 0 to 100");
        assertThatThrownBy(() -> column.read("91.0d", 6))
                .hasMessageContaining("line 6: accuracy is '91.0d'; " + "expected a decimal number");
        assertThatThrownBy(() -> column.read("-1", 7)).hasMessageContaining("line 7");
        assertThatCode(column::end).doesNotThrowAnyException();
    }

    @Test
    void fractions_are_refused_by_the_number_where_guessing_gives_more_and_else_by_the_column()
            throws DataFormatException {
        PercentColumn ten = new PercentColumn(FILE, "accuracy", 10);
        assertThatThrownBy(() -> ten.read("0.9437", 2))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll(
                        "line 2: accuracy is 0.9437", "seems to be a fraction", "multiply the column by 100");
        PercentColumn hundred = new PercentColumn(FILE, "accuracy", 1);
        assertThat(hundred.read("0.99", 2)).isEqualTo(0.99);
        assertThat(hundred.read("0.7351", 3)).isEqualTo(0.7351);
        assertThatThrownBy(hundred::end)
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("line 2: accuracy is 0.99, the largest of the column", "fraction");
    }
}
