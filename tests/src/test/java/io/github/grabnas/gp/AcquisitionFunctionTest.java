package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.util.List;

class AcquisitionFunctionTest {

    private static double value(AcquisitionFunction function, JsonNode at) {
        return function.value(
                at.path("mean").asDouble(),
                at.path("deviation").asDouble(),
                at.path("best").asDouble());
    }

    @Test
    void expected_improvement_and_its_logarithm_equal_sixty_digit_arithmetic() {
        List<JsonNode> acquisitions = Golden.list(Golden.numbers().path("acquisitions"));
        assertThat(acquisitions).hasSize(14);
        assertThat(acquisitions)
                .filteredOn(a -> a.path("log_ei").asDouble() > -20)
                .hasSize(8);
        assertThat(acquisitions)
                .filteredOn(a -> a.path("pi").asDouble() > 1e-300)
                .hasSize(10);
        for (JsonNode expected : acquisitions) {
            double logarithm = expected.path("log_ei").asDouble();
            assertThat(value(new LogExpectedImprovement(), expected))
                    .as(expected.toString())
                    .isCloseTo(logarithm, within(1e-9 * Math.max(1, Math.abs(logarithm))));
            if (logarithm > -20) {
                assertThat(value(new ExpectedImprovement(), expected))
                        .isCloseTo(expected.path("ei").asDouble(), withinPercentage(1e-4));
            }
            if (expected.path("pi").asDouble() > 1e-300) {
                assertThat(value(new ProbabilityOfImprovement(), expected))
                        .isCloseTo(expected.path("pi").asDouble(), withinPercentage(1e-9));
            }
        }
    }

    @Test
    void without_uncertainty_only_the_mean_counts() {
        assertThat(new ExpectedImprovement().value(3, 0, 2)).isEqualTo(1);
        assertThat(new ExpectedImprovement().value(1, 0, 2)).isZero();
        assertThat(new LogExpectedImprovement().value(3, 0, 2)).isZero();
        assertThat(new LogExpectedImprovement().value(1, 0, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new ProbabilityOfImprovement().value(3, 0, 2)).isEqualTo(1);
        assertThat(new ProbabilityOfImprovement().value(2, 0, 2)).isZero();
        assertThat(new UpperConfidenceBound(2).value(3, 0, 2)).isEqualTo(3);
    }

    @Test
    void the_upper_confidence_bound_is_mean_and_deviations() {
        assertThat(new UpperConfidenceBound(2.5).value(90, 0.4, 94)).isEqualTo(91);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpperConfidenceBound(-1))
                .withMessageContaining("kappa -1.0");
    }
}
