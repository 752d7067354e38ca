package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.DoubleUnaryOperator;

class OutputScaleTest {

    private static final OutputScalePrior PRIOR = new OutputScalePrior(6, 0.7);

    /** The log density of ln s after n targets with a sum of squares. */
    private static DoubleUnaryOperator density(int n, double squares) {
        return at -> PRIOR.logDensity(at) - (n - 1) * at - squares * Math.exp(-2 * at) / 2;
    }

    private static OutputScale of(int n, double squares) {
        DoubleUnaryOperator density = density(n, squares);
        return OutputScale.around(OutputScale.mostProbable(PRIOR, density), density);
    }

    @ParameterizedTest(name = "{0} targets, squares {1}")
    @CsvSource({"5, 0", "102, 0", "103, 0", "150, 0", "150, 1e-14", "150, 1e-9", "1000, 0", "1000, 1e-12"})
    void equal_targets_make_the_scale_small_and_never_anything_but_a_number(int n, double squares) {
        OutputScale scale = of(n, squares);
        assertThat(scale.mean()).isPositive().isLessThan(PRIOR.median() / 2);
        assertThat(scale.square()).isPositive().isFinite();
        assertThat(scale.variance()).isNotNegative().isFinite();
    }

    @ParameterizedTest(name = "{0} targets")
    @CsvSource({"20", "150", "1000"})
    void many_targets_that_spread_give_the_scale_of_their_spread(int n) {
        OutputScale scale = of(n, 9.0 * (n - 1));
        assertThat(scale.mean()).isCloseTo(3, within(n == 20 ? 0.5 : 0.1));
    }
}
