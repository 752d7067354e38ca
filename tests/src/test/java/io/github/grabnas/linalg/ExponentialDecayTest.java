package io.github.grabnas.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.stream.DoubleStream;

class ExponentialDecayTest {

    private static double[] decays(ExponentialDecay decay, double... numbers) {
        double[] result = numbers.clone();
        decay.apply(result);
        return result;
    }

    @Test
    void every_number_is_within_a_unit_in_the_last_place_and_a_half_of_strict_math() {
        double[] numbers = DoubleStream.concat(
                        new Random(1).doubles(100_000, 0, 40), new Random(2).doubles(10_001, -700, 708))
                .toArray();
        double[] ours = decays(ExponentialDecay.best(), numbers);
        for (int i = 0; i < numbers.length; i++) {
            double expected = StrictMath.exp(-numbers[i]);
            assertThat(Math.abs(ours[i] - expected))
                    .as("e^-" + numbers[i])
                    .isLessThanOrEqualTo(1.5 * Math.ulp(expected));
        }
    }

    @Test
    void vector_registers_and_plain_java_agree_to_the_last_bit() {
        assertThat(ExponentialDecay.best().getClass().getSimpleName()).isEqualTo("VectorExponentialDecay");
        double[] numbers = new Random(3).doubles(10_007, -700, 800).toArray();
        assertThat(decays(ExponentialDecay.best(), numbers))
                .containsExactly(decays(new PlainExponentialDecay(), numbers));
    }

    @Test
    void zero_gives_one_and_what_is_too_large_gives_zero() {
        double[] numbers = {0, -0.0, 708, Math.nextUp(708), 1e300, Double.POSITIVE_INFINITY, Double.NaN, 0, 0};
        for (ExponentialDecay decay : new ExponentialDecay[] {ExponentialDecay.best(), new PlainExponentialDecay()}) {
            double[] ours = decays(decay, numbers);
            assertThat(ours).startsWith(1, 1).endsWith(0, 0, 0, Double.NaN, 1, 1);
            assertThat(ours[2] / StrictMath.exp(-708)).isBetween(1 - 1e-15, 1 + 1e-15);
        }
    }
}
