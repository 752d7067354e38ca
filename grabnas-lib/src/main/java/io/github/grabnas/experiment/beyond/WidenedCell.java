package io.github.grabnas.experiment.beyond;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;

import java.util.Objects;

/**
 * A cell in a network with more channels, so that it costs at least what another architecture does: if it is as good
 * then, the other one is better by its size alone.
 *
 * @param cell the cell
 * @param skeleton the network around it
 * @param cost without dead ends, which nothing is computed for
 */
public record WidenedCell(Cell cell, Skeleton skeleton, NetworkCost cost) {

    private static final int MOST_CHANNELS = 1024;

    /** Checks that nothing is missing. */
    public WidenedCell {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(skeleton, "skeleton");
        Objects.requireNonNull(cost, "cost");
    }

    /**
     * With the fewest channels, at least those of a skeleton, at which both parameters and multiply-adds are those of
     * another architecture or more.
     *
     * @throws IllegalArgumentException if a thousand channels are too few
     */
    public static WidenedCell toCost(Cell cell, NetworkCost other, Skeleton narrow) {
        for (int channels = narrow.channels(); channels <= MOST_CHANNELS; channels++) {
            Skeleton wide = new Skeleton(
                    narrow.imageChannels(), narrow.imageSize(), narrow.classes(), channels, narrow.cells());
            NetworkCost cost = NetworkCost.of(cell.graph().withoutDeadEnds(), wide);
            if (cost.parameters() >= other.parameters() && cost.flops() >= other.flops()) {
                return new WidenedCell(cell, wide, cost);
            }
        }
        throw new IllegalArgumentException("cell " + cell.text() + " with " + MOST_CHANNELS
                + " channels costs less than " + other + "; expected it to cost as much with fewer");
    }
}
