package io.github.grabnas.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.nn.autodiff.Parameters;
import org.junit.jupiter.api.Test;

class FusionMlpTest {

    private final FusionMlp fusion = new FusionMlp(3, 4, 6, 5);
    private final Matrix datasets = FiniteDifferences.random(2, 3, 1);
    private final Matrix graphs = FiniteDifferences.random(2, 4, 2);

    @Test
    void weights_and_both_latents_have_the_gradient_of_finite_differences() {
        FiniteDifferences.check(fusion.initialize(1), graphs, (tape, x) -> fusion.apply(tape.constant(datasets), x));
        FiniteDifferences.check(fusion.initialize(1), datasets, (tape, x) -> fusion.apply(x, tape.constant(graphs)));
    }

    @Test
    void it_is_the_two_layers_that_it_says() {
        Parameters p = fusion.initialize(1);
        double[] x = {
            datasets.get(0, 0),
            datasets.get(0, 1),
            datasets.get(0, 2),
            graphs.get(0, 0),
            graphs.get(0, 1),
            graphs.get(0, 2),
            graphs.get(0, 3)
        };
        double[] expected = p.get("fusion.second.bias").row(0);
        for (int h = 0; h < 6; h++) {
            double sum = p.get("fusion.first.bias").get(0, h);
            for (int i = 0; i < 7; i++) {
                sum += x[i] * p.get("fusion.first.weight").get(i, h);
            }
            for (int o = 0; o < 5; o++) {
                expected[o] += Math.tanh(sum) * p.get("fusion.second.weight").get(h, o);
            }
        }
        assertThat(fusion.fuse(p, datasets.row(0), graphs).row(0)).containsExactly(expected, within(1e-13));
    }

    @Test
    void the_dataset_can_be_left_out() {
        FusionMlp alone = new FusionMlp(0, 4, 6, 5);
        assertThat(alone.fuse(alone.initialize(1), new double[0], graphs).rows())
                .isEqualTo(2);
        FiniteDifferences.check(
                alone.initialize(1), graphs, (tape, x) -> alone.apply(tape.constant(Matrix.zeros(2, 0)), x));
    }
}
