package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** Which images candidates can be trained on. */
class TrainedImagesTest {

    private static CandidateTrainer trainer(int height, int width) {
        LabelledImages images = new LabelledImages(
                "images",
                1,
                height,
                width,
                List.of("a", "b"),
                new byte[16 * height * width],
                IntStream.range(0, 16).map(i -> i % 2).toArray());
        TrainingRecipe recipe = new TrainingRecipe(1, 16, 0.1, 0.9, 0, 0, false);
        return new CandidateTrainer(new ImageTask("pictures", images, images), 1, 1, recipe, 1);
    }

    @Test
    void images_that_are_no_squares_are_refused_with_their_height_and_width() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(4, 8))
                .withMessage("pictures: images of 4x8 pixels; expected square ones; resize them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(8, 4))
                .withMessageContaining("images of 8x4 pixels");
    }

    @Test
    void images_whose_size_cannot_be_halved_twice_are_refused_with_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(6, 6))
                .withMessageContaining("image size 6: expected a multiple of 4");
    }
}
