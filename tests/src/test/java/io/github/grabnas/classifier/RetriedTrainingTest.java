package io.github.grabnas.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.evaluate.training.TrainingRecipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done when the training of the chosen network diverges. */
class RetriedTrainingTest {

    private static final TrainingRecipe RECIPE = TrainingRecipe.proxy(400, 4_000, false);

    @TempDir
    private Path path;

    private final List<Double> rates = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Diverges above a learning rate, and leaves the state of an epoch. */
    private Optional<TrainedClassifier> run(double highest) throws IOException {
        return new RetriedTraining(RECIPE, path.resolve("first.state"), path.resolve("second.state"))
                .run(
                        (recipe, state) -> {
                            rates.add(recipe.learningRate());
                            Files.writeString(state, "an epoch");
                            if (recipe.learningRate() > highest) {
                                throw new TrainingDivergedException("diverged");
                            }
                            return Optional.empty();
                        },
                        notes::add);
    }

    @Test
    void what_does_not_diverge_is_trained_once() throws IOException {
        run(0.2);
        assertThat(rates).containsExactly(0.2);
        assertThat(notes).isEmpty();
    }

    @Test
    void what_diverges_is_trained_at_a_fifth_of_the_rate_which_is_said() throws IOException {
        run(0.1);
        assertThat(rates).containsExactly(0.2, 0.04);
        assertThat(notes)
                .containsExactly(
                        "the chosen architecture diverged at a learning rate of 0.2 and was trained anew at 0.04");
    }

    @Test
    void a_second_training_that_was_stopped_goes_on_without_the_first() throws IOException {
        run(0.1);
        run(0.1);
        assertThat(rates).containsExactly(0.2, 0.04, 0.04);
        assertThat(notes).hasSize(2);
    }

    @Test
    void what_diverges_twice_fails_with_what_to_do_and_leaves_no_state() throws IOException {
        assertThatThrownBy(() -> run(0.01))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("diverged at learning rates of 0.2 and 0.04; look at the images");
        assertThat(path).isEmptyDirectory();
    }
}
