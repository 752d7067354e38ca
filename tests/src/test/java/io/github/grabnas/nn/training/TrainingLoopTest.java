package io.github.grabnas.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The training loop on a bowl: the squared distance of two numbers from a noisy target around (3, -1). */
class TrainingLoopTest {

    private static final Parameters START = Parameters.of(Map.of("w", Matrix.ofRows(new double[] {0, 0})));

    private final TrainingSettings settings = new TrainingSettings(200, 1, 0.1, 0, 10, 3);

    /** A bowl with noise of its own in every step. */
    private static final class Bowl implements TrainingTask {

        private final boolean validated;

        Bowl(boolean validated) {
            this.validated = validated;
        }

        @Override
        public Variable loss(Tape tape, TrainingStep step) {
            double[] target = {
                -3 + 0.2 * step.random().nextGaussian(), 1 + 0.2 * step.random().nextGaussian()
            };
            Variable error = tape.parameter("w").plus(tape.constant(Matrix.ofRows(target)));
            return error.hadamard(error).sum();
        }

        @Override
        public OptionalDouble validationLoss(Parameters parameters) {
            double[] w = parameters.get("w").row(0);
            return validated ? OptionalDouble.of(Math.hypot(w[0] - 3, w[1] + 1)) : OptionalDouble.empty();
        }
    }

    private static TrainingState train(TrainingSettings settings, TrainingTask task, TrainingStates states) {
        return states.complete("bowl", settings.loop(), task, 5, () -> START, p -> {});
    }

    @Test
    void the_loop_goes_down_to_the_minimum_and_records_every_round() {
        TrainingState state = train(settings, new Bowl(true), TrainingStates.none());
        assertThat(state.best().get("w").row(0)).containsExactly(new double[] {3, -1}, within(0.1));
        assertThat(state.rounds()).extracting(TrainingState.Round::step).startsWith(10L, 20L, 30L);
        assertThat(state.curve().row(0))
                .containsExactly(
                        10, state.rounds().get(0).loss(), state.rounds().get(0).validationLoss());
        assertThat(state.bestLoss())
                .isEqualTo(state.rounds().stream()
                        .mapToDouble(TrainingState.Round::validationLoss)
                        .min()
                        .orElseThrow());
    }

    @Test
    void it_stops_after_as_many_rounds_without_improvement_as_the_patience_says() {
        TrainingState state =
                train(new TrainingSettings(10_000, 1, 0.1, 0, 10, 3), new Bowl(true), TrainingStates.none());
        assertThat(state.step()).isLessThan(10_000);
        assertThat(state.stopping().roundsWithoutImprovement()).isEqualTo(3);
        int last = state.rounds().size() - 1;
        assertThat(state.rounds().get(last - 3).validationLoss()).isEqualTo(state.bestLoss());
        assertThat(state.best()).isNotEqualTo(state.optimizer().parameters());
    }

    @Test
    void without_validation_all_steps_are_taken_and_the_last_parameters_are_the_best() {
        TrainingState state = train(settings, new Bowl(false), TrainingStates.none());
        assertThat(state.step()).isEqualTo(200);
        assertThat(state.best()).isEqualTo(state.optimizer().parameters());
        assertThat(state.bestLoss()).isInfinite();
        assertThat(state.rounds()).allMatch(r -> Double.isNaN(r.validationLoss()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 19})
    void killed_after_any_round_and_resumed_from_its_file_it_ends_with_the_same_state(
            int killedAfter, @TempDir Path folder) throws IOException {
        for (boolean validated : new boolean[] {true, false}) {
            TrainingTask bowl = new Bowl(validated);
            TrainingLoop patient = new TrainingSettings(195, 1, 0.1, 0.01, 10, 100).loop();
            TrainingState whole = TrainingStates.none().complete("bowl", patient, bowl, 5, () -> START, p -> {});
            Path file = folder.resolve("state-" + validated);
            TrainingStates states = TrainingStateFile.open(file, "settings");
            assertThatIllegalStateException()
                    .isThrownBy(() -> states.complete("bowl", patient, bowl, 5, () -> START, p -> {
                        if (p.round() == killedAfter) {
                            throw new IllegalStateException("killed");
                        }
                    }));
            List<Integer> rounds = new ArrayList<>();
            TrainingState resumed = TrainingStateFile.open(file, "settings")
                    .complete(
                            "bowl",
                            patient,
                            bowl,
                            5,
                            () -> {
                                throw new IllegalStateException("begins anew");
                            },
                            p -> rounds.add(p.round()));
            assertThat(resumed).isEqualTo(whole);
            assertThat(rounds).hasSize(20 - killedAfter).startsWith(killedAfter + 1);
        }
    }

    @Test
    void a_run_can_be_taken_round_by_round_and_reports_how_far_it_is() {
        TrainingRun run = new TrainingRun("bowl", settings.loop(), new Bowl(true), 5, TrainingState.of(START));
        run.advance();
        TrainingState first = run.state();
        run.advance();
        assertThat(first.step()).as("states do not change").isEqualTo(10);
        List<TrainingProgress> progress = new ArrayList<>();
        run.complete(progress::add);
        assertThat(run.finished()).isTrue();
        assertThat(progress.get(0)).satisfies(p -> {
            assertThat(p.stage()).isEqualTo("bowl");
            assertThat(p.round()).isEqualTo(3);
            assertThat(p.rounds()).isEqualTo(20);
            assertThat(p.step()).isEqualTo(30);
            assertThat(p.steps()).isEqualTo(200);
            assertThat(p.improved())
                    .isEqualTo(p.validationLoss() < run.state().rounds().get(1).validationLoss());
        });
        assertThatIllegalStateException().isThrownBy(run::advance).withMessageContaining("finished");
    }

    @Test
    void a_state_file_keeps_the_stages_apart_and_is_refused_for_other_settings(@TempDir Path folder)
            throws IOException {
        Path path = folder.resolve("state");
        TrainingStateFile file = TrainingStateFile.open(path, "settings");
        assertThat(path).doesNotExist();
        TrainingState first = train(settings, new Bowl(true), TrainingStates.none());
        TrainingState second = TrainingState.of(START);
        file.save("first, of two", first);
        file.save("second", second);
        TrainingStateFile read = TrainingStateFile.open(path, "settings");
        assertThat(read.find("first, of two")).contains(first);
        assertThat(read.find("second")).contains(second);
        assertThat(read.find("third")).isEmpty();
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> TrainingStateFile.open(path, "others"))
                .withMessageContaining("other settings (settings)")
                .withMessageContaining("move it away");
        file.delete();
        assertThat(path).doesNotExist();
        file.delete();
    }

    @Test
    void a_state_that_cannot_be_written_and_a_file_that_holds_none_are_named(@TempDir Path folder) throws IOException {
        TrainingStateFile file = TrainingStateFile.open(folder.resolve("none").resolve("state"), "settings");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> file.save("a", TrainingState.of(START)))
                .withMessageContaining("state of the training could not be written to")
                .withMessageContaining("none");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> TrainingStateFile.open(Path.of("data/autoencoder/cells.safetensors"), "settings"))
                .withMessageContaining("it holds no state of a training");
    }

    @Test
    void uniform_batches_have_no_repetition_and_depend_on_seed_and_step_alone() {
        BatchSampler sampler = new BatchSampler.Uniform(50, 20);
        int[] batch = sampler.sample(new TrainingStep(3, 7));
        assertThat(batch).hasSize(20).doesNotHaveDuplicates();
        assertThat(sampler.sample(new TrainingStep(3, 7))).containsExactly(batch);
        assertThat(sampler.sample(new TrainingStep(3, 8))).isNotEqualTo(batch);
        assertThat(sampler.sample(new TrainingStep(4, 7))).isNotEqualTo(batch);
        assertThat(new BatchSampler.Uniform(5, 20).sample(new TrainingStep(0, 0)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void an_epoch_has_every_example_once_and_the_next_one_has_them_in_another_order() {
        BatchSampler.Epochs sampler = new BatchSampler.Epochs(50, 20);
        assertThat(sampler.batches()).isEqualTo(3);
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            for (int example : sampler.sample(new TrainingStep(3, step))) {
                first.add(example);
            }
            for (int example : sampler.sample(new TrainingStep(3, step + 3))) {
                second.add(example);
            }
        }
        assertThat(first).hasSize(50).doesNotHaveDuplicates();
        assertThat(second).hasSize(50).doesNotHaveDuplicates().isNotEqualTo(first);
        assertThat(sampler.sample(new TrainingStep(3, 2))).hasSize(10);
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSettings(1, 0, 1, 0, 1, 1))
                .withMessageContaining("batch size 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSettings(1, 1, Double.NaN, 0, 1, 1))
                .withMessageContaining("learning rate NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EarlyStopping(0))
                .withMessageContaining("patience 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchSampler.Uniform(0, 3))
                .withMessageContaining("0 examples");
    }

    @Test
    void a_training_that_diverges_is_ended_with_its_step_and_leaves_the_state_before_as_it_was() {
        TrainingTask overflowing = new TrainingTask() {

            @Override
            public Variable loss(Tape tape, TrainingStep step) {
                Variable loss = new Bowl(false).loss(tape, step);
                return step.number() < 15 ? loss : loss.scale(Double.MAX_VALUE).scale(10);
            }

            @Override
            public OptionalDouble validationLoss(Parameters parameters) {
                return OptionalDouble.empty();
            }
        };
        TrainingLoop loop = settings.loop();
        TrainingState begin = train(new TrainingSettings(10, 1, 0.1, 0, 10, 3), overflowing, TrainingStates.none());
        assertThat(begin.optimizer().parameters().isFinite()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.next(overflowing, 5, begin))
                .withMessageContaining("diverged at step 15")
                .withMessageContaining("Infinity");
        assertThat(begin.optimizer().parameters().isFinite()).isTrue();
    }
}
