package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.List;

/**
 * What a candidate costs, by formula, without building it.
 *
 * @param parameters weights of all convolutions, normalisations and the linear layer, as NAS-Bench-201 counts them:
 *     operations on dead ends included
 * @param trainedParameters the same without dead ends, which is what {@link CandidateNetwork} trains
 * @param flops multiply-adds of convolutions and the linear layer for one image, as NAS-Bench-201 counts them, dead
 *     ends included; of the all-3x3 cell in the published setting 220.12 million
 */
public record NetworkCost(long parameters, long trainedParameters, long flops) {

    /** The cost of a graph in a skeleton. */
    public static NetworkCost of(ArchitectureGraph graph, Skeleton skeleton) {
        Count all = count(graph.types(), skeleton);
        return new NetworkCost(all.weights, count(graph.withoutDeadEnds().types(), skeleton).weights, all.flops);
    }

    /**
     * Refuses a network whose weights do not fit into one array, which is where every engine has them.
     *
     * @throws IllegalArgumentException with the number of weights, and what to do
     */
    public static void requireFitting(ArchitectureGraph graph, Skeleton skeleton) {
        long weights = of(graph, skeleton).trainedParameters();
        if (weights > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a network of " + weights + " weights (C=" + skeleton.channels() + ", N="
                    + skeleton.cells() + "): expected at most " + Integer.MAX_VALUE
                    + "; take fewer channels or fewer cells");
        }
    }

    private static final class Count {

        long weights;
        long flops;

        /** A convolution whose output has {@code pixels} pixels. */
        void convolution(long in, long out, long kernel, long pixels) {
            weights += in * out * kernel * kernel;
            flops += in * out * kernel * kernel * pixels;
        }

        void normalization(long channels) {
            weights += 2 * channels;
        }
    }

    private static Count count(List<NodeType> operations, Skeleton skeleton) {
        long wide = operations.stream().filter(NodeType.NOR_CONV_3X3::equals).count();
        long narrow = operations.stream().filter(NodeType.NOR_CONV_1X1::equals).count();
        Count count = new Count();
        long channels = skeleton.channels();
        long pixels = (long) skeleton.imageSize() * skeleton.imageSize();
        count.convolution(skeleton.imageChannels(), channels, 3, pixels);
        count.normalization(channels);
        for (int stage = 0; stage < Skeleton.STAGES; stage++) {
            if (stage > 0) {
                pixels /= 4;
                count.convolution(channels, 2 * channels, 3, pixels);
                count.convolution(2 * channels, 2 * channels, 3, pixels);
                count.convolution(channels, 2 * channels, 1, pixels);
                count.normalization(2 * 2 * channels);
                channels *= 2;
            }
            for (long n = 0; n < skeleton.cells() * wide; n++) {
                count.convolution(channels, channels, 3, pixels);
                count.normalization(channels);
            }
            for (long n = 0; n < skeleton.cells() * narrow; n++) {
                count.convolution(channels, channels, 1, pixels);
                count.normalization(channels);
            }
        }
        count.normalization(channels);
        count.convolution(channels, skeleton.classes(), 1, 1);
        count.weights += skeleton.classes();
        return count;
    }
}
