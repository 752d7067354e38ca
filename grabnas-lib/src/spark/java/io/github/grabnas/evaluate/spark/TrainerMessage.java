package io.github.grabnas.evaluate.spark;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.VectorEngine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A {@link CandidateTrainer} on its way to an executor: images, network and recipe.
 *
 * @param task the task's name
 * @param parts the images to train on, to test on, and, if there are three, for validation
 */
record TrainerMessage(String task, List<Images> parts, int channels, int cells, Recipe recipe) implements Serializable {

    /** Labelled images. */
    record Images(
            String name, int channels, int height, int width, List<String> classNames, byte[] pixels, int[] labels)
            implements Serializable {

        static Images of(LabelledImages images) {
            return new Images(
                    images.name(),
                    images.channels(),
                    images.height(),
                    images.width(),
                    new ArrayList<>(images.classNames()),
                    images.pixels(),
                    IntStream.range(0, images.count()).map(images::label).toArray());
        }

        LabelledImages images() {
            return new LabelledImages(name, channels, height, width, List.copyOf(classNames), pixels, labels);
        }
    }

    /** The recipe of a training. */
    record Recipe(
            int epochs,
            int batchSize,
            double learningRate,
            double momentum,
            double weightDecay,
            int padding,
            boolean mirrored)
            implements Serializable {

        static Recipe of(TrainingRecipe recipe) {
            return new Recipe(
                    recipe.epochs(),
                    recipe.batchSize(),
                    recipe.learningRate(),
                    recipe.momentum(),
                    recipe.weightDecay(),
                    recipe.padding(),
                    recipe.mirrored());
        }

        TrainingRecipe recipe() {
            return new TrainingRecipe(epochs, batchSize, learningRate, momentum, weightDecay, padding, mirrored);
        }
    }

    /**
     * The message that carries a trainer.
     *
     * @throws IllegalArgumentException if its engine is another than that of the executors
     */
    static TrainerMessage of(CandidateTrainer trainer) {
        if (!trainer.engine().label().equals(VectorEngine.LABEL)) {
            throw new IllegalArgumentException("engine " + trainer.engine().label()
                    + ": on Spark networks are trained by " + VectorEngine.LABEL + " alone; set that engine");
        }
        ImageTask task = trainer.task();
        List<Images> parts = new ArrayList<>(List.of(Images.of(task.training()), Images.of(task.test())));
        task.validation().ifPresent(images -> parts.add(Images.of(images)));
        return new TrainerMessage(
                task.name(),
                parts,
                trainer.skeleton().channels(),
                trainer.skeleton().cells(),
                Recipe.of(trainer.recipe()));
    }

    /** The trainer, with one thread. */
    CandidateTrainer trainer() {
        List<LabelledImages> images = parts.stream().map(Images::images).toList();
        ImageTask whole = new ImageTask(
                task, images.get(0), images.size() > 2 ? Optional.of(images.get(2)) : Optional.empty(), images.get(1));
        return new CandidateTrainer(whole, channels, cells, recipe.recipe(), 1);
    }
}
