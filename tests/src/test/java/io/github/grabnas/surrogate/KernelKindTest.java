package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelKindTest {

    /** C. E. Rasmussen and C. K. I. Williams (2006), equations 4.9 and 4.17, with variance 2 and r = l. */
    @Test
    void at_one_length_scale_each_kernel_has_the_value_of_its_closed_form() {
        assertThat(value(KernelKind.RBF)).isCloseTo(2 * Math.exp(-0.5), within(1e-12));
        double three = Math.sqrt(3);
        assertThat(value(KernelKind.MATERN32)).isCloseTo(2 * (1 + three) * Math.exp(-three), within(1e-12));
        double five = Math.sqrt(5);
        assertThat(value(KernelKind.MATERN52)).isCloseTo(2 * (1 + five + 5 / 3.0) * Math.exp(-five), within(1e-12));
    }

    private static double value(KernelKind kind) {
        return kind.kernel(2, 3).value(new double[] {1, 1}, new double[] {1, 4});
    }
}
