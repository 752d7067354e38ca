package io.github.grabnas.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.classifier.ClassificationQuality.Mistake;
import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.api.Test;

import java.util.List;

class ClassificationQualityTest {

    private static final List<String> CLASSES = List.of("a", "b", "c");

    private static LabelledImages images(int... labels) {
        return new LabelledImages("made up", 1, 1, 1, CLASSES, new byte[labels.length], labels);
    }

    @Test
    void predictions_are_counted_by_class_and_the_surest_mistakes_come_first() {
        Predictions predictions = Predictions.of(CLASSES, new float[][] {
            {0.8f, 0.1f, 0.1f}, {0.6f, 0.4f, 0}, {0.1f, 0.2f, 0.7f}, {0, 0, 1}, {0.9f, 0.1f, 0}, {0, 0.1f, 0.9f}
        });
        ClassificationQuality quality = ClassificationQuality.of(images(0, 1, 2, 2, 1, 0), predictions);
        assertThat(quality.accuracy().accuracy()).isEqualTo(50);
        assertThat(quality.confusion(1, 0)).isEqualTo(2);
        assertThat(quality.confusion(0, 2)).isEqualTo(1);
        assertThat(quality.confusion(2, 2)).isEqualTo(2);
        assertThat(quality.accuracy(0).accuracy()).isEqualTo(50);
        assertThat(quality.accuracy(1).correct()).isZero();
        assertThat(quality.balancedAccuracy()).isEqualTo(50);
        assertThat(quality.mistakes()).extracting(Mistake::picture).containsExactly(4, 5, 1);
        assertThat(quality.mistakes().get(1).predicted()).isEqualTo(2);
    }

    @Test
    void always_saying_the_largest_class_is_right_as_often_as_it_is_there() {
        Predictions predictions = Predictions.of(CLASSES, new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        assertThat(ClassificationQuality.of(images(1, 1, 2, 0), predictions).largestClassShare())
                .isEqualTo(50);
    }

    /** {@code scipy.stats.binomtest(k, n).proportion_ci(0.95, method="wilson")}, SciPy 1.10.1. */
    @Test
    void the_interval_is_that_of_scipy() {
        double[][] expected = {
            {35, 40, 73.8878801611489, 94.5404997490546},
            {0, 10, 0, 27.75327998628893},
            {10, 10, 72.2467200137111, 100},
            {900, 1000, 87.98480368046515, 91.7090556406904}
        };
        for (double[] row : expected) {
            AccuracyInterval interval = AccuracyInterval.of((int) row[0], (int) row[1]);
            assertThat(interval.low()).isCloseTo(row[2], within(1e-9));
            assertThat(interval.high()).isCloseTo(row[3], within(1e-9));
        }
        assertThat(AccuracyInterval.of(35, 40)).hasToString("87.50 % (73.9 to 94.5 %, 35 of 40 pictures)");
        assertThatThrownBy(() -> AccuracyInterval.of(3, 2)).hasMessageContaining("3 of 2 pictures");
    }

    @Test
    void predictions_of_other_pictures_or_classes_are_refused() {
        Predictions two = Predictions.of(CLASSES, new float[2][3]);
        assertThatThrownBy(() -> ClassificationQuality.of(images(0, 1, 2), two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 predictions");
        assertThatThrownBy(() -> Predictions.of(CLASSES, new float[][] {{0.5f, 0.5f}}))
                .hasMessageContaining("picture 0 has 2 probabilities; expected 3");
        assertThatThrownBy(() -> Predictions.of(CLASSES, new float[][] {{Float.NaN, 0, 1}}))
                .hasMessageContaining("NaN");
    }
}
