package io.github.grabnas.classifier;

import io.github.grabnas.evaluate.training.TrainingRecipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A training of which the network is kept; where it diverges, once more at a fifth of the learning rate. Each of the
 * two has a state of its own, so that an interrupted second one goes on without the first.
 *
 * @param recipe of the first one
 * @param state the file of its state
 * @param lowerRateState the file of the second one's state
 */
public record RetriedTraining(TrainingRecipe recipe, Path state, Path lowerRateState) {

    private static final double LOWER = 5;

    /** Checks that nothing is missing. */
    public RetriedTraining {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lowerRateState, "lowerRateState");
    }

    /**
     * One training.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Attempt<T> {
        /**
         * Trains.
         *
         * @param state the file of its state
         * @return empty if it was stopped
         * @throws TrainingDivergedException if the loss became infinite or no number
         */
        Optional<T> train(TrainingRecipe recipe, Path state) throws IOException;
    }

    /**
     * Trains once or twice.
     *
     * @param second is told, in words, that there is a second training, before it begins
     * @return empty if it was stopped
     * @throws TrainingDivergedException if both diverged
     */
    public <T> Optional<T> run(Attempt<T> attempt, Consumer<String> second) throws IOException {
        if (!Files.exists(lowerRateState)) {
            try {
                return attempt.train(recipe, state);
            } catch (TrainingDivergedException e) {
                // It would diverge again from there.
                deleteStates();
            }
        }
        TrainingRecipe lower = recipe.withLearningRate(recipe.learningRate() / LOWER);
        second.accept("the chosen architecture diverged at a learning rate of " + recipe.learningRate()
                + " and was trained anew at " + lower.learningRate());
        try {
            return attempt.train(lower, lowerRateState);
        } catch (TrainingDivergedException e) {
            deleteStates();
            TrainingDivergedException both = new TrainingDivergedException(
                    "the training of the chosen architecture diverged at learning rates of " + recipe.learningRate()
                            + " and " + lower.learningRate() + "; look at the images for wrong ones, or take another "
                            + "seed in another folder");
            both.initCause(e);
            throw both;
        }
    }

    /** Removes the files of both states, where they are: the training is complete. */
    public void deleteStates() throws IOException {
        Files.deleteIfExists(state);
        Files.deleteIfExists(lowerRateState);
    }
}
