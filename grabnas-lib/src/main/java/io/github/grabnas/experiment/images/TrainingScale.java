package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingRecipe;

import java.util.Locale;

/**
 * At which scale architectures are trained.
 *
 * @param pixels height and width of the images, a multiple of 4
 * @param channels C, the channels of the first stage
 * @param cells N, the cells in a stage
 * @param images training images that are used; a share of every class where there are more
 * @param epochs passes over them
 * @param shift images are shifted by up to so many pixels
 * @param mirrored whether every other image is its mirror image
 */
public record TrainingScale(int pixels, int channels, int cells, int images, int epochs, int shift, boolean mirrored) {

    private static final long SEED = 201;

    /** How many images a network is shown, those that it sees again included. */
    public long shown() {
        return (long) images * epochs;
    }

    /** The recipe at proxy scale ({@link TrainingRecipe#proxy}) with these epochs, shifts and mirror images. */
    public TrainingRecipe recipe() {
        TrainingRecipe proxy = TrainingRecipe.proxy(images, images, mirrored);
        return new TrainingRecipe(
                epochs,
                proxy.batchSize(),
                proxy.learningRate(),
                proxy.momentum(),
                proxy.weightDecay(),
                shift,
                mirrored);
    }

    /** As many images as are used, of every class the same share, at this scale's size. */
    LabelledImages fitted(LabelledImages all, int most) {
        LabelledImages some = all.count() > most ? all.share((double) most / all.count(), SEED) : all;
        return some.resized(pixels, pixels);
    }

    /** The same for another number of images. */
    public TrainingScale withImages(int other) {
        return new TrainingScale(pixels, channels, cells, other, epochs, shift, mirrored);
    }

    /** The same for another number of epochs. */
    TrainingScale withEpochs(int other) {
        return new TrainingScale(pixels, channels, cells, images, other, shift, mirrored);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%dx%d pixels, C=%d, N=%d, %d epochs of %d images",
                pixels,
                pixels,
                channels,
                cells,
                epochs,
                images);
    }
}
