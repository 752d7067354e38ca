package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyTasks;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingOutcome;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.ConvolutionalFeatures;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains the feature extractors that come with the checkout: a network of one strong cell a stage, by the trainer that
 * trains candidates, on images that no target uses.
 */
public enum FeatureTraining {

    /** For photographs: Tiny-ImageNet, 40 images of each of 200 classes, 32x32, C = 16; 5 of each are held out. */
    PAPER("Tiny-ImageNet, 35 images of each of 200 classes", 16, new TrainingRecipe(40, 64, 0.1, 0.9, 5e-4, 4, true)),

    /** For the tasks at proxy scale: the classes of their meta-training, 16x16, C = 8; a fifth is held out. */
    PROXY(
            "photographs and letters, the classes of meta-training at proxy scale",
            8,
            new TrainingRecipe(30, 64, 0.1, 0.9, 5e-4, 2, false));

    private static final String TINY_IMAGENET = "images/tiny-imagenet200.zip";
    private static final int TINY_IMAGENET_SIZE = 32;
    private static final int TINY_IMAGENET_TRAINING = 35;
    private static final double PROXY_TRAINING = 0.8;

    /** A residual cell: two 3x3 convolutions in a row, beside them shorter ways. */
    private static final Cell CELL =
            Cell.parse("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");

    private final String images;
    private final int channels;
    private final TrainingRecipe recipe;

    FeatureTraining(String images, int channels, TrainingRecipe recipe) {
        this.images = images;
        this.channels = channels;
        this.recipe = recipe;
    }

    /** How many epochs the training takes. */
    public int epochs() {
        return recipe.epochs();
    }

    /**
     * The images.
     *
     * @throws IOException if they are not there or damaged
     */
    public ImageTask task() throws IOException {
        return switch (this) {
            case PAPER ->
                new ClassFolderReader(TINY_IMAGENET_SIZE)
                        .read(DataFolder.find().require(TINY_IMAGENET), "train")
                        .split(TINY_IMAGENET_TRAINING, 0);
            case PROXY -> ProxyTasks.read(DataFolder.find()).trainingImages().splitShare(PROXY_TRAINING, 0);
        };
    }

    /**
     * Trains and writes the extractor, with how it was made and its accuracy in the file's notes.
     *
     * @param listener receives every epoch
     * @return test accuracy in percent and training, epoch by epoch
     */
    public TrainingOutcome train(long seed, int threads, Path file, Consumer<Epoch> listener) throws IOException {
        CandidateTrainer trainer = new CandidateTrainer(task(), channels, 1, recipe, threads);
        List<ConvolutionalFeatures> trained = new ArrayList<>();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("images", images);
        notes.put("training", trainer.settings());
        notes.put("seed", Long.toString(seed));
        TrainingOutcome outcome = trainer.train(
                CELL,
                seed,
                false,
                listener,
                network -> trained.add(ConvolutionalFeatures.of(CELL, network, trainer.pixels(), notes)));
        if (outcome instanceof TrainingOutcome.Diverged diverged) {
            throw new IOException("the training's loss became infinite at step " + diverged.step()
                    + "; nothing was written to " + file + "; try another seed");
        }
        notes.put(
                "accuracy",
                String.format(
                        Locale.ROOT,
                        "%.2f %% of the %d images held out, %d classes",
                        outcome.accuracy(),
                        trainer.task().test().count(),
                        trainer.task().test().classNames().size()));
        trained.get(0).withNotes(notes).write(file);
        return outcome;
    }
}
