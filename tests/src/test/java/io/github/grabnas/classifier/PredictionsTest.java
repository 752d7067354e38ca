package io.github.grabnas.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class PredictionsTest {

    private static final List<String> CLASSES = List.of("a", "b", "c");

    @Test
    void of_equally_probable_classes_the_first_is_predicted() {
        Predictions predictions = Predictions.of(CLASSES, new float[][] {{0.2f, 0.4f, 0.4f}, {0.5f, 0, 0.5f}});
        assertThat(predictions.predicted(0)).isEqualTo(1);
        assertThat(predictions.className(0)).isEqualTo("b");
        assertThat(predictions.className(1)).isEqualTo("a");
        assertThat(predictions.probability(1)).isEqualTo(0.5);
    }

    /** 1 / (1 + 1/e), and what is left. */
    @Test
    void scores_far_from_zero_become_the_probabilities_of_their_differences() {
        for (float far : new float[] {0, 1_000, -1_000}) {
            Predictions predictions =
                    Predictions.ofScores(CLASSES, new float[][] {{far, far - 1, Float.NEGATIVE_INFINITY}});
            assertThat(predictions.probability(0, 0)).as("around %s", far).isCloseTo(0.7310585786, within(1e-6));
            assertThat(predictions.probability(0, 1)).as("around %s", far).isCloseTo(0.2689414214, within(1e-6));
            assertThat(predictions.probability(0, 2)).isZero();
        }
    }
}
