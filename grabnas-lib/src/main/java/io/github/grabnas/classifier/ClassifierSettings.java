package io.github.grabnas.classifier;

import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.evaluate.training.TrainingRecipe;

/**
 * At which size a classifier is trained, and how.
 *
 * <pre>{@code
 * ClassifierSettings settings = ClassifierSettings.standard(images.count()).withChannels(16).withSeed(3);
 * }</pre>
 *
 * @param channels C, the channels of the first stage
 * @param cells N, the cells in each of the three stages
 * @param recipe epochs, batches, learning rate, shifts and mirror images
 * @param seed of the weights and of the order of the images
 * @param threads how many may work on one batch
 * @param engine what computes the training
 */
public record ClassifierSettings(
        int channels, int cells, TrainingRecipe recipe, long seed, int threads, EngineChoice engine) {

    private static final int CHANNELS = 16;
    private static final int EPOCHS = 20;

    /** Checks the ranges. */
    public ClassifierSettings {
        if (channels < 1 || cells < 1 || threads < 1) {
            throw new IllegalArgumentException("channels " + channels + ", cells " + cells + ", threads " + threads
                    + ": expected at least 1 of each");
        }
    }

    /**
     * C = 16, N = 1, 20 epochs of the recipe at proxy scale without mirror images, seed 0, all processors.
     *
     * @param trainingImages how many there are
     */
    public static ClassifierSettings standard(int trainingImages) {
        return new ClassifierSettings(
                CHANNELS,
                1,
                TrainingRecipe.proxy(trainingImages, trainingImages * EPOCHS, false),
                0,
                Runtime.getRuntime().availableProcessors(),
                EngineChoice.AUTO);
    }

    /** The same with other channels. */
    public ClassifierSettings withChannels(int other) {
        return new ClassifierSettings(other, cells, recipe, seed, threads, engine);
    }

    /** The same with other cells. */
    public ClassifierSettings withCells(int other) {
        return new ClassifierSettings(channels, other, recipe, seed, threads, engine);
    }

    /** The same with another recipe. */
    public ClassifierSettings withRecipe(TrainingRecipe other) {
        return new ClassifierSettings(channels, cells, other, seed, threads, engine);
    }

    /** The same with another seed. */
    public ClassifierSettings withSeed(long other) {
        return new ClassifierSettings(channels, cells, recipe, other, threads, engine);
    }

    /** The same with other threads. */
    public ClassifierSettings withThreads(int other) {
        return new ClassifierSettings(channels, cells, recipe, seed, other, engine);
    }

    /** The same on another engine. */
    public ClassifierSettings withEngine(EngineChoice other) {
        return new ClassifierSettings(channels, cells, recipe, seed, threads, other);
    }
}
