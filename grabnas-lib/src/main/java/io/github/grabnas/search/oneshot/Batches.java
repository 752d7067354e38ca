package io.github.grabnas.search.oneshot;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Supernet;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The batches of one half of the images. */
final class Batches {

    private final LabelledImages images;
    private final Pixels pixels;
    private final TrainingRecipe recipe;
    private final int size;
    private final Random random;
    private final int[] order;
    private int next;

    /**
     * A batch: which images, and the seed of their shifts and mirror images, so that it can be loaded again as it was.
     */
    record Batch(int[] which, long seed) {}

    /**
     * Batches of a size.
     *
     * @throws IllegalArgumentException if there are fewer images than that
     */
    Batches(LabelledImages images, Pixels pixels, TrainingRecipe recipe, int size, Random random) {
        if (images.count() < size) {
            throw new IllegalArgumentException(images.name() + ": " + images.count()
                    + " images in one half of the training images, fewer than a batch of " + size
                    + "; set batch-size lower");
        }
        this.images = images;
        this.pixels = pixels;
        this.recipe = recipe;
        this.size = size;
        this.random = random;
        this.order = IntStream.range(0, images.count()).toArray();
    }

    LabelledImages images() {
        return images;
    }

    /** The full batches of a pass over the images. */
    int count() {
        return order.length / size;
    }

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    /**
     * The next batch of a pass over the images in an order drawn for it; what is left over at its end is not used in
     * it.
     */
    Batch next() {
        if (next == 0) {
            shuffle(order, random);
        }
        int[] which = new int[size];
        System.arraycopy(order, next * size, which, 0, size);
        next = (next + 1) % count();
        return new Batch(which, random.nextLong());
    }

    /** A batch drawn with replacement. */
    Batch drawn() {
        return new Batch(random.ints(size, 0, order.length).toArray(), random.nextLong());
    }

    void load(Batch batch, Supernet supernet) {
        supernet.load(
                images,
                batch.which(),
                pixels.augmented(recipe.padding(), recipe.mirrored(), new SplittableRandom(batch.seed())));
    }
}
