package io.github.grabnas.search.oneshot;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Supernet;
import io.github.grabnas.space.Cell;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Single cells with the weights that a supernet has at the moment: their accuracy on one batch, normalised by that
 * batch's own statistics, without training.
 */
public final class SharedWeights {

    private final Supernet supernet;
    private final UnaryOperator<Mixture> edges;

    /**
     * Copies the weights.
     *
     * @param edges gives a cell the edges' factors with which the weights were trained
     * @param images of which the first ones in a random but fixed order are taken
     * @param most at most so many; rounded down to a multiple of 16
     * @throws IllegalArgumentException if there are fewer than 16 images
     */
    SharedWeights(Supernet trained, UnaryOperator<Mixture> edges, LabelledImages images, Pixels pixels, int most) {
        int count = Math.min(most, images.count()) / 16 * 16;
        if (count == 0) {
            throw new IllegalArgumentException(images.name() + ": " + Math.min(most, images.count())
                    + " images to judge cells by; expected at least 16");
        }
        int[] order = IntStream.range(0, images.count()).toArray();
        Batches.shuffle(order, new java.util.Random(0));
        this.edges = edges;
        this.supernet = Supernet.toEvaluate(trained.skeleton(), trained.partialChannels(), count, 1);
        supernet.setWeights(trained.weights());
        supernet.load(images, IntStream.of(order).limit(count).toArray(), pixels);
    }

    /** How many images accuracies are measured on. */
    public int images() {
        return supernet.batchSize();
    }

    /** A cell's accuracy with the shared weights, in percent. */
    public double accuracy(Cell cell) {
        return 100.0 * supernet.evaluate(edges.apply(Mixture.path(cell))).correct() / images();
    }
}
