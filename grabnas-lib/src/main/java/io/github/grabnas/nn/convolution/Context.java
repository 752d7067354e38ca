package io.github.grabnas.nn.convolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the layers of one network share: the batch size, the kernels, the threads, the weights, and scratch space that a
 * layer uses only while it computes.
 */
final class Context {

    private final int batchSize;
    private final ConvolutionKernels kernels;
    private final Workers workers;
    private final Parameters parameters = new Parameters();
    private final Map<List<Object>, FeatureMaps> scratch = new HashMap<>();
    private float[] packed = {};
    private float[] partial = {};

    Context(int batchSize, ConvolutionKernels kernels, Workers workers) {
        this.batchSize = batchSize;
        this.kernels = kernels;
        this.workers = workers;
    }

    int batchSize() {
        return batchSize;
    }

    ConvolutionKernels kernels() {
        return kernels;
    }

    Workers workers() {
        return workers;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Maps of the caller's own. */
    FeatureMaps maps(int channels, int height, int width) {
        return new FeatureMaps(channels, height, width, batchSize);
    }

    /**
     * Maps for passing use: whoever asks for the same use and shape gets the same ones.
     *
     * @param use what for; two that are needed at the same time differ in it
     */
    FeatureMaps scratch(String use, int channels, int height, int width) {
        return scratch.computeIfAbsent(List.of(use, channels, height, width), k -> maps(channels, height, width));
    }

    /** Makes room for the packed weights and the partial sums of a convolution of so many weights. */
    void reserve(int weights) {
        if (packed.length < weights) {
            packed = new float[weights];
            partial = new float[weights * FeatureMaps.BATCH_MULTIPLE];
        }
    }

    /** Scratch space for a convolution's weights. */
    float[] packed() {
        return packed;
    }

    /** Scratch space for 16 partial sums of each of a convolution's weights. */
    float[] partial() {
        return partial;
    }
}
