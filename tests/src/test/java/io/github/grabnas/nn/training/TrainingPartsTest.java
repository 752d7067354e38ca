package io.github.grabnas.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;

/** The parts of a training at their limits. */
class TrainingPartsTest {

    private static Parameters weight(double value) {
        return Parameters.of(Map.of("w", Matrix.ofRows(new double[] {value})));
    }

    private static double weight(Adam.State state) {
        return state.parameters().get("w").get(0, 0);
    }

    @Test
    void a_parameter_that_has_moved_goes_on_by_its_momentum_when_its_gradient_becomes_zero() {
        Adam adam = Adam.of(new LearningRateSchedule.Constant(0.1), 0);
        Adam.State once = adam.step(Adam.State.of(weight(0)), weight(1));
        assertThat(weight(once)).isCloseTo(-0.1, within(1e-8));
        Adam.State twice = adam.step(once, weight(0));
        // m is 0.1, then 0.9 of it; v is 0.001, then 0.999 of it.
        double second = 0.1 * (0.09 / (1 - 0.9 * 0.9)) / Math.sqrt(0.000999 / (1 - 0.999 * 0.999));
        assertThat(weight(twice)).isCloseTo(-0.1 - second, within(1e-8));
    }

    @Test
    void after_its_last_step_a_cosine_stays_at_zero() {
        LearningRateSchedule cosine = new LearningRateSchedule.Cosine(0.2, 10, 110);
        assertThat(cosine.rate(150)).isCloseTo(0, within(1e-15));
        assertThat(cosine.rate(210)).isCloseTo(0, within(1e-15));
    }

    @Test
    void an_equal_loss_and_one_that_is_no_number_are_no_improvement() {
        EarlyStopping.State first = EarlyStopping.State.of(weight(0)).after(weight(1), OptionalDouble.of(2));
        EarlyStopping.State equal = first.after(weight(2), OptionalDouble.of(2));
        assertThat(equal).isEqualTo(new EarlyStopping.State(weight(1), 2, 1));
        EarlyStopping.State none = equal.after(weight(3), OptionalDouble.of(Double.NaN));
        assertThat(none).isEqualTo(new EarlyStopping.State(weight(1), 2, 2));
        assertThat(new EarlyStopping(2).isReached(equal)).isFalse();
        assertThat(new EarlyStopping(2).isReached(none)).isTrue();
        assertThat(none.after(weight(4), OptionalDouble.of(1))).isEqualTo(new EarlyStopping.State(weight(4), 1, 0));
    }

    /** Fifteen steps in rounds of ten, each with a given loss and a given gradient. */
    private static TrainingRun run(LongToDoubleFunction loss, LongToDoubleFunction gradient) {
        TrainingLoop loop = new TrainingLoop(
                Adam.of(new LearningRateSchedule.Constant(0.1), 0),
                new GradientClipping(5),
                EarlyStopping.never(),
                15,
                10);
        TrainingTask task = (tape, step) -> tape.external(
                loss.applyAsDouble(step.number()),
                List.of(tape.parameter("w")),
                List.of(Matrix.ofRows(new double[] {gradient.applyAsDouble(step.number())})));
        return new TrainingRun("given", loop, task, 5, TrainingState.of(weight(0)));
    }

    @Test
    void a_rounds_loss_is_the_mean_over_its_own_steps_also_in_a_short_last_round() {
        TrainingState end = run(step -> (double) step, step -> 1).complete(progress -> {});
        assertThat(end.rounds()).extracting(TrainingState.Round::step).containsExactly(10L, 15L);
        assertThat(end.rounds()).extracting(TrainingState.Round::loss).containsExactly(4.5, 12.0);
    }

    @Test
    void a_loss_or_gradient_that_is_not_finite_ends_the_training_and_the_state_before_stays_good() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            for (TrainingRun run : List.of(
                    run(step -> step == 12 ? wrong : 1, step -> 1), run(step -> 1, step -> step == 12 ? wrong : 1))) {
                run.advance();
                TrainingState before = run.state();
                assertThatIllegalStateException()
                        .isThrownBy(run::advance)
                        .withMessageContaining("the training diverged at step 12: ")
                        .withMessageContaining(Double.toString(wrong));
                assertThat(run.state()).isSameAs(before);
                assertThat(before.step()).isEqualTo(10);
                assertThat(before.best().isFinite()).isTrue();
            }
        }
    }
}
