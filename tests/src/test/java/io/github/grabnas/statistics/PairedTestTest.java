package io.github.grabnas.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;

/** Against the numbers that tests/golden/paired_test.py had SciPy compute. */
class PairedTestTest {

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    @Test
    void statistic_and_p_are_those_of_scipy_with_and_without_ties() throws IOException {
        JsonNode cases;
        try (InputStream stream = PairedTestTest.class.getResourceAsStream("/golden/paired-test.json")) {
            cases = new ObjectMapper().readTree(stream);
        }
        assertThat(cases).hasSize(8);
        for (JsonNode golden : cases) {
            PairedTest test = PairedTest.of(numbers(golden.get("first")), numbers(golden.get("second")));
            String name = golden.get("name").asText();
            assertThat(test.tied()).as(name).isEqualTo(golden.get("tied").asInt());
            assertThat(test.statistic())
                    .as(name)
                    .isEqualTo(golden.get("statistic").asDouble());
            assertThat(test.p()).as(name).isCloseTo(golden.get("p").asDouble(), within(1e-12));
        }
    }

    @Test
    void differences_that_are_equal_but_for_their_last_bits_share_their_rank() {
        double[] first = {82.12, 81.78, 82.0, 82.0};
        double[] second = {81.955, 81.945, 81.9, 81.9 + 1e-13};
        assertThat(first[0] - second[0])
                .as("as numbers of the machine they differ")
                .isNotEqualTo(second[1] - first[1]);
        // The ranks of 0.165, -0.165, 0.1, 0.1 are 3.5, 3.5, 1.5, 1.5.
        assertThat(PairedTest.of(first, second).statistic()).isEqualTo(3.5);
    }

    @Test
    void a_difference_below_the_eighth_digit_is_none() {
        PairedTest test = PairedTest.of(new double[] {46.7333331, 47}, new double[] {46.73333333, 46});
        assertThat(test.tied()).isEqualTo(1);
    }

    @Test
    void where_all_pairs_are_tied_there_is_nothing_to_test() {
        PairedTest test = PairedTest.of(new double[] {94.37, 94.37}, new double[] {94.37, 94.37});
        assertThat(test.allTied()).isTrue();
        assertThat(test.p()).isEqualTo(1);
    }

    @Test
    void the_direction_is_that_of_the_ranks_where_an_outlier_moves_the_mean_the_other_way() {
        double[] zeros = new double[12];
        double[] first = new double[12];
        java.util.Arrays.setAll(first, i -> i == 0 ? 1_000 : -i);
        PairedTest test = PairedTest.of(first, zeros);
        assertThat(test.p()).isLessThan(0.05);
        assertThat(test.direction()).isEqualTo(-1);
        assertThat(PairedTest.of(zeros, first).direction()).isEqualTo(1);
        assertThat(MeanDifference.of(first, zeros).mean()).isPositive();
    }

    @Test
    void what_are_no_pairs_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTest.of(new double[2], new double[3]))
                .withMessageContaining("2 and 3 numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.of(new double[0], new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedTest.of(new double[] {Double.NaN}, new double[1]))
                .withMessageContaining("no finite number");
    }
}
