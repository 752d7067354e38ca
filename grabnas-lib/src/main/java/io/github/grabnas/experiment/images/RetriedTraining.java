package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.classifier.TrainingDivergedException;
import io.github.grabnas.evaluate.training.TrainingRecipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The training of the chosen network; where it diverges, once more at a fifth of the learning rate. Each of the two has
 * a state of its own, so that an interrupted second one goes on without the first.
 *
 * @param folder where the states are
 * @param recipe of the first one
 */
record RetriedTraining(SearchFolder folder, TrainingRecipe recipe) {

    private static final double LOWER = 5;

    /** One training. */
    interface Attempt {
        /**
         * Trains.
         *
         * @param state the file of its state
         * @return empty if it was stopped
         * @throws TrainingDivergedException if the loss became infinite or no number
         */
        Optional<TrainedClassifier> train(TrainingRecipe recipe, Path state) throws IOException;
    }

    /**
     * Trains once or twice.
     *
     * @param second is told, in words, that there is a second training, before it begins
     * @return empty if it was stopped
     * @throws TrainingDivergedException if both diverged
     */
    Optional<TrainedClassifier> run(Attempt attempt, Consumer<String> second) throws IOException {
        if (!Files.exists(folder.lowerRateState())) {
            try {
                return attempt.train(recipe, folder.finalState());
            } catch (TrainingDivergedException e) {
                // It would diverge again from there.
                folder.deleteState();
            }
        }
        TrainingRecipe lower = recipe.withLearningRate(recipe.learningRate() / LOWER);
        second.accept("the chosen architecture diverged at a learning rate of " + recipe.learningRate()
                + " and was trained anew at " + lower.learningRate());
        try {
            return attempt.train(lower, folder.lowerRateState());
        } catch (TrainingDivergedException e) {
            folder.deleteState();
            TrainingDivergedException both = new TrainingDivergedException(
                    "the training of the chosen architecture diverged at learning rates of " + recipe.learningRate()
                            + " and " + lower.learningRate() + "; look at the images for wrong ones, or search with "
                            + "another seed in another folder");
            both.initCause(e);
            throw both;
        }
    }
}
