package io.github.grabnas.nn.convolution;

import io.github.grabnas.linalg.VectorModule;

import java.lang.invoke.MethodHandles;

/**
 * The innermost loops of convolution, pooling and batch normalisation, over runs of consecutive floats whose lengths
 * are multiples of {@link FeatureMaps#BATCH_MULTIPLE}.
 *
 * <p>{@code VectorConvolutionKernels} uses the processor's vector registers through the incubating Vector API (start
 * Java with {@code --add-modules jdk.incubator.vector}); {@link PlainConvolutionKernels} is plain Java for a virtual
 * machine without that module. Both do the same operations in the same order, sums in partial sums that are fixed, so
 * that their results are equal to the last bit, whatever the width of the registers.
 */
interface ConvolutionKernels {

    /** The fastest loops that this virtual machine can run. */
    static ConvolutionKernels best() {
        return VectorModule.best(
                MethodHandles.lookup(),
                ConvolutionKernels.class,
                "VectorConvolutionKernels",
                PlainConvolutionKernels::new);
    }

    /**
     * One row of all output channels of a convolution: each number is the sum of its taps times their weights, added up
     * tap by tap, from zero or from what stands in the output.
     *
     * @param weights packed: for each {@link Taps#block} of outputs tap by tap, the block's weights side by side
     */
    void convolve(Taps taps, int row, float[] in, float[] weights, float[] out, boolean add);

    /**
     * Adds a sweep to the partial sums of some outputs' weight gradients; the first sweep overwrites them. Lane
     * {@code j} of a weight's 16 partial sums is over those images that leave the remainder {@code j}.
     *
     * @param output the first output channel
     * @param outputs how many: {@value Taps#BLOCK} or 1
     */
    void correlate(Correlation c, int output, int outputs, int sweep, float[] in, float[] dz, float[] partial);

    /**
     * {@code sum of (x - center) * (y - shift)} over a channel. Each row has four times 16 partial sums: its pieces of
     * 16 floats are dealt out to them in turns, those that are left over to the first.
     *
     * @param partial room for 16 floats
     */
    double centeredProduct(FeatureMaps x, float center, FeatureMaps y, float shift, int channel, float[] partial);

    /** The sum over a channel, in the same order. */
    double sum(FeatureMaps x, int channel, float[] partial);

    /** Puts zeros into a channel wherever {@code rectified} is not positive: the gradient through a ReLU. */
    void keepWherePositive(FeatureMaps gradient, FeatureMaps rectified, int channel);

    /** {@code out (+)= scale * (sum of the nine shifted runs of in)}. */
    void box3x3(FeatureMaps in, int inAt, float scale, float[] out, int outAt, int length, boolean add);

    /** The 16 partial sums added up, always in the same order. */
    static float total(float[] partial, int at) {
        float a = (partial[at] + partial[at + 8]) + (partial[at + 4] + partial[at + 12]);
        float b = (partial[at + 1] + partial[at + 9]) + (partial[at + 5] + partial[at + 13]);
        float c = (partial[at + 2] + partial[at + 10]) + (partial[at + 6] + partial[at + 14]);
        float d = (partial[at + 3] + partial[at + 11]) + (partial[at + 7] + partial[at + 15]);
        return (a + c) + (b + d);
    }
}
