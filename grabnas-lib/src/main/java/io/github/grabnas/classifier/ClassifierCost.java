package io.github.grabnas.classifier;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What classifying one image costs.
 *
 * @param parameters weights of the network, without dead ends, as {@link NetworkCost#trainedParameters} counts them
 * @param flops multiply-adds of convolutions and the linear layer for one image, as NAS-Bench-201 counts them, dead
 *     ends included; see {@link NetworkCost#flops}
 * @param milliseconds for one image on this machine, measured
 */
public record ClassifierCost(long parameters, long flops, double milliseconds) {

    private static final int BATCH = 64;
    private static final int REPETITIONS = 7;

    /**
     * Counts parameters and multiply-adds, and measures the time: the network classifies batches of 64 images on one
     * thread of the vector engine, with random weights, which the time does not depend on; after two batches that do
     * not count it is the median of seven, divided by 64.
     *
     * @throws IllegalArgumentException if the architecture is a graph that is none; the message says why
     */
    public static ClassifierCost measure(Architecture architecture, Skeleton skeleton) {
        NetworkCost cost = NetworkCost.of(architecture.graph(), skeleton);
        return new ClassifierCost(cost.trainedParameters(), cost.flops(), milliseconds(architecture, skeleton));
    }

    private static double milliseconds(Architecture architecture, Skeleton skeleton) {
        LabelledImages images = noise(skeleton);
        int[] batch = IntStream.range(0, BATCH).toArray();
        Pixels pixels = Pixels.of(images);
        double[] seconds = new double[REPETITIONS];
        try (CandidateNetwork network = new CandidateNetwork(architecture.graph(), skeleton, BATCH, 1)) {
            network.scores(images, batch, pixels);
            network.scores(images, batch, pixels);
            for (int i = 0; i < REPETITIONS; i++) {
                long begin = System.nanoTime();
                network.scores(images, batch, pixels);
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return 1e3 * seconds[REPETITIONS / 2] / BATCH;
    }

    private static LabelledImages noise(Skeleton skeleton) {
        int size = skeleton.imageSize();
        byte[] pixels = new byte[BATCH * skeleton.imageChannels() * size * size];
        new java.util.Random(0).nextBytes(pixels);
        return new LabelledImages(
                "noise", skeleton.imageChannels(), size, size, List.of("noise"), pixels, new int[BATCH]);
    }
}
