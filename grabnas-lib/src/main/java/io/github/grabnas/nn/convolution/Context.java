package io.github.grabnas.nn.convolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the layers of one network share: how many lanes a batch has, its loops, its threads, its
 * weights, and scratch space that each uses only while it computes.
 */
final class Context {

    private final int lanes;
    private final ConvolutionKernels loops;
    private final Workers workers;
    private final Parameters parameters = new Parameters();
    private final Map<List<Object>, FeatureMaps> scratch = new HashMap<>();
    private float[] turned = {};
    private float[] partial = {};

    Context(int lanes, ConvolutionKernels loops, Workers workers) {
        this.lanes = lanes;
        this.loops = loops;
        this.workers = workers;
    }

    int lanes() {
        return lanes;
    }

    ConvolutionKernels loops() {
        return loops;
    }

    Workers workers() {
        return workers;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Maps of the caller's own. */
    FeatureMaps maps(int channels, int height, int width) {
        return new FeatureMaps(channels, height, width, lanes);
    }

    /**
     * Maps for passing use: whoever asks for the same use and shape gets the same ones.
     *
     * @param use what for; two that are needed at the same time differ in it
     */
    FeatureMaps scratch(String use, int channels, int height, int width) {
        return scratch.computeIfAbsent(List.of(use, channels, height, width), k -> maps(channels, height, width));
    }

    /** Makes room for the transposed weights and the partial sums of a convolution of so many weights. */
    void reserve(int weights) {
        if (turned.length < weights) {
            turned = new float[weights];
            partial = new float[weights * FeatureMaps.LANE_BLOCK];
        }
    }

    /** Scratch space for a convolution's weights. */
    float[] turned() {
        return turned;
    }

    /** Scratch space for 16 partial sums of each of a convolution's weights. */
    float[] partial() {
        return partial;
    }
}
