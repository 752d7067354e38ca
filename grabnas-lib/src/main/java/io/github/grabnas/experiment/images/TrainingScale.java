package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingRecipe;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * At which scale architectures are trained.
 *
 * @param pixels height and width of the images, a multiple of 4
 * @param channels C, the channels of the first stage
 * @param cells N, the cells in a stage
 * @param images training images that are used; of every class the same share where there are more
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

    /**
     * So many images, of every class the same share but one at least, at this scale's size; about so many where no
     * share gives the number.
     */
    LabelledImages fitted(LabelledImages all, int most) {
        if (all.count() <= most) {
            return all.resized(pixels, pixels);
        }
        int[] sizes = new int[all.classNames().size()];
        for (int i = 0; i < all.count(); i++) {
            sizes[all.label(i)]++;
        }
        return all.share(share(sizes, most), SEED).resized(pixels, pixels);
    }

    /**
     * How many images are really taken where {@code most} are asked for: the nearest number that the same share of
     * every class gives.
     *
     * @param sizes how many images each class has
     */
    static int taken(int[] sizes, int most) {
        int all = IntStream.of(sizes).sum();
        return all <= most ? all : ofShare(sizes, (double) most / all);
    }

    /** The same, but the smallest larger number where that would be fewer than a batch, which cannot be trained on. */
    static int takenToTrainOn(int[] sizes, int most) {
        return IntStream.rangeClosed(most, Math.max(most, IntStream.of(sizes).sum()))
                .map(number -> taken(sizes, number))
                .filter(number -> number >= ImageSearchSettings.BATCH)
                .findFirst()
                .orElseGet(() -> taken(sizes, most));
    }

    /** As {@link LabelledImages#share} rounds. */
    private static int ofShare(int[] sizes, double share) {
        return IntStream.of(sizes)
                .map(size -> Math.max(1, (int) Math.round(share * size)))
                .sum();
    }

    /** The share of which the number is really taken, if there is one; all such shares take the same images. */
    private static double share(int[] sizes, int number) {
        int all = IntStream.of(sizes).sum();
        if (ofShare(sizes, (double) number / all) == number) {
            return (double) number / all;
        }
        int low = 0;
        int high = all;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ofShare(sizes, (double) middle / all) >= number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return (double) (ofShare(sizes, (double) low / all) == number ? low : number) / all;
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
