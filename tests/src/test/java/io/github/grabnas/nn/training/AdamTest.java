package io.github.grabnas.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.GoldenNetworks;
import io.github.grabnas.nn.autodiff.Parameters;
import org.junit.jupiter.api.Test;

import java.util.Map;

class AdamTest {

    @Test
    void five_steps_are_those_of_pytorchs_adamw() {
        Adam adam = Adam.of(new LearningRateSchedule.Constant(0.1), 0.05);
        double[] target = {1, 1, -1};
        Adam.State state = Adam.State.of(Parameters.of(Map.of("w", Matrix.ofRows(new double[] {0.3, -1.2, 2.0}))));
        for (var expected : GoldenNetworks.list(GoldenNetworks.numbers().get("adamw"))) {
            double[] w = state.parameters().get("w").row(0);
            double[] gradient = new double[3];
            for (int i = 0; i < 3; i++) {
                gradient[i] = 3 * (w[i] - target[i]) * (w[i] - target[i]);
            }
            state = adam.step(state, Parameters.of(Map.of("w", Matrix.ofRows(gradient))));
            assertThat(state.parameters().get("w").row(0))
                    .containsExactly(GoldenNetworks.vector(expected), within(1e-12));
        }
    }

    @Test
    void a_frozen_parameter_does_not_decay() {
        Adam adam = Adam.of(new LearningRateSchedule.Constant(0.1), 0.5);
        Parameters start = Parameters.of(Map.of("w", Matrix.ofRows(new double[] {2, 3})));
        assertThat(adam.step(Adam.State.of(start), start.times(0)).parameters()).isEqualTo(start);
    }

    @Test
    void clipping_keeps_the_direction_and_bounds_the_norm_over_all_parameters() {
        Parameters gradient =
                Parameters.of(Map.of("a", Matrix.ofRows(new double[] {3}), "b", Matrix.ofRows(new double[] {0, -4})));
        Parameters clipped = new GradientClipping(1).apply(gradient);
        assertThat(clipped.get("a").get(0, 0)).isCloseTo(0.6, within(1e-15));
        assertThat(clipped.get("b").get(0, 1)).isCloseTo(-0.8, within(1e-15));
        assertThat(new GradientClipping(5).apply(gradient)).isEqualTo(gradient);
    }

    @Test
    void schedules_have_their_shapes() {
        LearningRateSchedule cosine = new LearningRateSchedule.Cosine(0.2, 10, 110);
        assertThat(cosine.rate(0)).isCloseTo(0.02, within(1e-15));
        assertThat(cosine.rate(10)).isCloseTo(0.2, within(1e-15));
        assertThat(cosine.rate(60)).isCloseTo(0.1, within(1e-15));
        assertThat(cosine.rate(110)).isCloseTo(0, within(1e-15));
        LearningRateSchedule steps = new LearningRateSchedule.Stepwise(1, 0.5, 10);
        assertThat(steps.rate(9)).isEqualTo(1);
        assertThat(steps.rate(10)).isEqualTo(0.5);
        assertThat(steps.rate(25)).isEqualTo(0.25);
    }
}
