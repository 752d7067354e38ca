package io.github.grabnas.nn.autodiff;

import static io.github.grabnas.nn.autodiff.FiniteDifferences.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;

import java.util.Map;

class ParametersTest {

    @Test
    void two_sets_lie_side_by_side_under_prefixes_and_are_got_back_and_a_name_in_both_is_refused() {
        Parameters encoder = Parameters.of(Map.of("w", random(2, 3, 1)));
        Parameters decoder = Parameters.of(Map.of("w", random(3, 2, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.and(decoder))
                .withMessageContaining("parameter 'w' is in both sets");
        Parameters both = encoder.withPrefix("encoder/").and(decoder.withPrefix("decoder/"));
        assertThat(both.names()).containsExactly("encoder/w", "decoder/w");
        assertThat(both.count()).isEqualTo(12);
        assertThat(both.withoutPrefix("encoder/")).isEqualTo(encoder);
        assertThat(both.withoutPrefix("decoder/")).isEqualTo(decoder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.with("w", random(3, 2, 2)))
                .withMessageContaining("parameter 'w': matrix of 3 x 2 for matrix of 2 x 3");
    }

    /**
     * {@code sha256(b"w 1 2\n" + pack(">dd", 0.5, -2.0) + b"b 1 1\n" + pack(">d", 1.0)).hexdigest()[:16]} of Python's
     * hashlib and struct.
     */
    @Test
    void a_checksum_is_of_all_names_sizes_and_numbers() {
        Parameters weight = Parameters.of(Map.of("w", Matrix.ofRows(new double[] {0.5, -2})));
        assertThat(weight.checksum()).isEqualTo("319426e0b5d843c6");
        assertThat(weight.with("b", Matrix.ofRows(new double[] {1})).checksum()).isEqualTo("dad8872638b15aa9");
    }
}
