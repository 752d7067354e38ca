package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

/** A fraction among percentages is found, and a low accuracy that can be real is none. */
class PercentColumnTest {

    private static void read(double guessing, String numbers) throws DataFormatException {
        PercentColumn column = new PercentColumn(Path.of("table.csv"), "accuracy", guessing);
        int line = 2;
        for (String number : numbers.split(" ")) {
            column.read(number, line++);
        }
        column.end();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 73.5 0.7351 70.1",
        "1, 1.0 73.5 0.7351",
        "0.8333, 0.8333 0.47 2.1 46",
        "10, 90 0.9",
        "0.5, 60 0.7 61",
    })
    void one_fraction_among_percentages_is_refused(double guessing, String numbers) {
        assertThatThrownBy(() -> read(guessing, numbers))
                .isInstanceOf(DataFormatException.class)
                .hasMessageMatching("table.csv, line [34]: accuracy is 0.*; this seems to be a fraction, 0 to 1.*");
    }

    /** Networks that learnt nothing are near guessing; where some are hardly better, others may be a bit worse. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.9999 73.5 1.0",
        "1, 0 73.5",
        "0.8333, 0.8333 0.85 46",
        "0.5, 0.5 0.45 60",
        "1, 0.7 1.3 1.7 30",
        "1, 0.6 1.1"
    })
    void low_accuracies_that_can_be_real_are_read(double guessing, String numbers) {
        assertThatCode(() -> read(guessing, numbers)).doesNotThrowAnyException();
    }
}
