package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CancellationException;

class MarginalLikelihoodFitTest {

    private final Matrix points = Matrix.ofRows(new double[] {0}, new double[] {1}, new double[] {2}, new double[] {3});
    private final double[] targets = {1, 3, 2, 4};

    private GaussianProcess fit() {
        return MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 1), 1e-2, points, targets);
    }

    @Test
    void an_interrupt_ends_the_fit_which_answers_it_and_the_next_fit_is_as_without() {
        double undisturbed = fit().logMarginalLikelihood();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::fit)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).as("the flag that is left").isFalse();
        }
        assertThat(fit().logMarginalLikelihood()).isEqualTo(undisturbed);
    }
}
