package io.github.grabnas.nn.autodiff;

import static io.github.grabnas.nn.autodiff.FiniteDifferences.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.MatrixKernels;
import io.github.grabnas.linalg.PlainMatrixKernels;
import io.github.grabnas.linalg.VectorMatrixKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** Every operation of the tape against finite differences, and the product against its definition. */
class TapeTest {

    private static final Parameters NONE = Parameters.of(Map.of());

    @Test
    void products_sums_and_curves_have_the_gradient_of_finite_differences() {
        ParameterInitializer initializer = new ParameterInitializer(1);
        new Linear("a", 4, 3).initialize(initializer);
        new Linear("b", 3, 3, false).initialize(initializer);
        FiniteDifferences.check(initializer.parameters(), random(5, 4, 2), (tape, x) -> {
            Variable y = new Linear("a", 4, 3).apply(x);
            Variable z = new Linear("b", 3, 3, false).apply(y.tanh());
            return y.sigmoid()
                    .hadamard(z)
                    .plus(y.scale(0.3))
                    .concatColumns(z.relu())
                    .concatColumns(y.exp());
        });
    }

    @Test
    void taking_and_adding_rows_has_the_gradient_of_finite_differences() {
        FiniteDifferences.check(NONE, random(4, 3, 2), (tape, x) -> {
            Variable some = x.rows(2, 0, 2);
            Variable sums = RowSum.of(
                    tape,
                    List.of(x, some),
                    3,
                    RowSum.Terms.of(new int[] {0, 0, 3, 4}, new int[] {0, 1, 0, 1}, new int[] {1, 2, 1, 0}));
            return RowSum.stack(List.of(sums, some)).hadamard(RowSum.stack(List.of(some, sums)));
        });
    }

    @Test
    void layer_normalisation_has_the_gradient_of_finite_differences() {
        ParameterInitializer initializer = new ParameterInitializer(1);
        initializer.uniform("gain", 1, 5, 1);
        initializer.uniform("shift", 1, 5, 1);
        FiniteDifferences.check(
                initializer.parameters(),
                random(3, 5, 4),
                (tape, x) -> LayerNormalization.of(x, tape.parameter("gain"), tape.parameter("shift")));
    }

    @Test
    void attention_has_the_gradient_of_finite_differences_through_queries_keys_and_values() {
        for (int part = 0; part < 3; part++) {
            int which = part;
            FiniteDifferences.check(
                    NONE,
                    random(6, 4, 5),
                    (tape, x) -> Attention.of(
                            which == 0 ? x : tape.constant(random(6, 4, 6)),
                            which == 1 ? x : tape.constant(random(6, 4, 7)),
                            which == 2 ? x : tape.constant(random(6, 4, 8)),
                            new int[] {0, 1, 4, 6},
                            new int[] {0, 3, 4, 6},
                            2,
                            0.5));
        }
    }

    @Test
    void log_likelihoods_have_the_gradient_of_finite_differences() {
        FiniteDifferences.check(NONE, random(4, 3, 9), (tape, x) -> LogLikelihood.categorical(x, 2, 0, 1, 1));
        FiniteDifferences.check(
                NONE, random(4, 1, 9), (tape, x) -> LogLikelihood.bernoulli(x, true, false, false, true));
    }

    @Test
    void log_likelihoods_stay_finite_for_scores_far_out() {
        Tape tape = Tape.recording(NONE);
        Variable x = tape.input(Matrix.ofRows(new double[] {800, -800}));
        Variable sum = LogLikelihood.categorical(x, 1)
                .plus(LogLikelihood.bernoulli(
                        x.times(tape.constant(Matrix.ofRows(new double[] {1}, new double[] {0}))), false));
        assertThat(sum.value().get(0, 0)).isEqualTo(-2_400);
        assertThat(tape.gradients(sum).of(x).isFinite()).isTrue();
    }

    @Test
    void a_number_computed_elsewhere_passes_its_gradient_on() {
        FiniteDifferences.check(NONE, random(2, 2, 3), (tape, x) -> {
            Variable y = x.tanh();
            double[] v = y.value().toArray();
            double sum = 0;
            double[] gradient = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                sum += v[i] * v[i] * v[i];
                gradient[i] = 3 * v[i] * v[i];
            }
            return tape.external(sum, List.of(y), List.of(Matrix.of(2, 2, gradient)));
        });
    }

    @Test
    void frozen_parameters_get_no_gradient() {
        ParameterInitializer initializer = new ParameterInitializer(1);
        initializer.uniform("frozen.w", 2, 2, 2);
        initializer.uniform("free.w", 2, 2, 2);
        Tape tape = Tape.recording(initializer.parameters(), "free.");
        Variable loss =
                tape.parameter("frozen.w").times(tape.parameter("free.w")).sum();
        Parameters gradient = tape.gradients(loss).ofParameters();
        assertThat(gradient.get("frozen.w")).isEqualTo(Matrix.zeros(2, 2));
        assertThat(gradient.get("free.w")).isNotEqualTo(Matrix.zeros(2, 2));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "4,7,16", "9,56,168", "13,5,37", "200,56,61", "5,0,3", "0,4,3"})
    void vector_and_plain_products_are_equal_in_every_bit_and_close_to_the_definition(int n, int k, int m) {
        double[] a = random(n, k, 1).toArray();
        double[] b = random(k, m, 2).toArray();
        double[] plain = random(n, m, 3).toArray();
        double[] vector = plain.clone();
        double[] before = plain.clone();
        new PlainMatrixKernels().multiplyAdd(a, b, plain, n, k, m);
        new VectorMatrixKernels().multiplyAdd(a, b, vector, n, k, m);
        assertThat(vector).isEqualTo(plain);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double sum = before[i * m + j];
                for (int l = 0; l < k; l++) {
                    sum += a[i * k + l] * b[l * m + j];
                }
                assertThat(plain[i * m + j]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }

    @Test
    void a_large_product_shared_among_threads_is_equal_in_every_bit() {
        double[] a = random(1_001, 60, 1).toArray();
        double[] b = random(60, 57, 2).toArray();
        double[] shared = new double[1_001 * 57];
        double[] alone = new double[1_001 * 57];
        assertThat(1_001L * 60 * 57).isGreaterThan(MatrixKernels.WORTH_SHARING);
        MatrixKernels.best().multiplyAdd(a, b, shared, 1_001, 60, 57);
        new PlainMatrixKernels().multiplyAdd(a, b, alone, 0, 1_001, 60, 57);
        assertThat(shared).isEqualTo(alone);
    }

    @Test
    void mistakes_are_named() {
        Tape tape = Tape.recording(NONE);
        Variable x = tape.input(random(2, 3, 1));
        assertThatThrownBy(() -> x.times(x))
                .hasMessageContaining("times: matrix of 2 x 3 and matrix of 2 x 3 do not fit");
        assertThatThrownBy(() -> tape.parameter("w")).hasMessageContaining("no parameter 'w'");
        assertThatThrownBy(() -> tape.gradients(x.tanh())).hasMessageContaining("gradients are those of a number");
        assertThatThrownBy(() -> Tape.forward(NONE).gradients(x.sum())).hasMessageContaining("use Tape.recording");
        assertThatThrownBy(() -> x.plus(Tape.recording(NONE).input(random(2, 3, 1))))
                .hasMessageContaining("two tapes");
    }

    @Test
    void gradients_are_asked_for_once_and_nothing_is_computed_on_the_tape_after_them() {
        Tape tape = Tape.recording(Parameters.of(Map.of("w", Matrix.ofRows(new double[] {2, 3}))));
        Variable w = tape.parameter("w");
        Variable sum = w.sum();
        Variable twice = w.scale(2).sum();
        Gradients gradients = tape.gradients(sum);
        assertThatThrownBy(() -> tape.gradients(twice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already computed");
        assertThatThrownBy(() -> w.scale(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("begin a new tape");
        assertThat(gradients.of(w)).isEqualTo(Matrix.ofRows(new double[] {1, 1}));
    }

    @Test
    void a_number_of_another_tape_is_refused() {
        Parameters parameters = Parameters.of(Map.of("w", Matrix.ofRows(new double[] {2, 3})));
        Tape tape = Tape.recording(parameters);
        assertThat(tape.parameter("w").sum().value().get(0, 0)).isEqualTo(5);
        Variable other = Tape.recording(parameters).parameter("w").sum();
        assertThatThrownBy(() -> tape.gradients(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of another tape");
    }

    @Test
    void a_class_that_there_is_not_is_refused_and_an_array_that_is_used_again_changes_no_gradient() {
        Tape tape = Tape.recording(NONE);
        Variable scores = tape.input(random(2, 3, 7));
        assertThatThrownBy(() -> LogLikelihood.categorical(scores, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one from 0 to 2 for each row");
        int[] seen = {2, 0};
        Variable likelihood = LogLikelihood.categorical(scores, seen).sum();
        seen[0] = 1;
        Matrix gradient = tape.gradients(likelihood).of(scores);
        assertThat(gradient.get(0, 2)).isPositive();
        assertThat(gradient.get(0, 1)).isNegative();
    }
}
