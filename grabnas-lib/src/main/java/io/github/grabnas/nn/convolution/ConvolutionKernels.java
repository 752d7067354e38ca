package io.github.grabnas.nn.convolution;

import io.github.grabnas.linalg.VectorModule;

import java.lang.invoke.MethodHandles;

/**
 * The innermost loops of convolution, pooling and batch normalisation, over runs of consecutive
 * floats whose lengths are multiples of {@link FeatureMaps#BATCH_MULTIPLE}.
 *
 * <p>{@code VectorConvolutionKernels} uses the processor's vector registers through the incubating Vector API
 * (start Java with {@code --add-modules jdk.incubator.vector}); {@link PlainConvolutionKernels} is plain Java
 * for a virtual machine without that module. Both do the same operations in the same order, sums in
 * 16 fixed partial sums, so that their results are equal to the last bit, whatever the width of the
 * registers.
 */
interface ConvolutionKernels {

    /** What a convolution does with a sum: {@code out = sum}. */
    int STORE = 0;
    /** {@code out += sum}. */
    int ADD = 1;
    /** {@code out += sum} where the mask is positive: the gradient through a ReLU. */
    int ADD_WHERE_POSITIVE = 2;

    /** The fastest loops that this virtual machine can run. */
    static ConvolutionKernels best() {
        return VectorModule.best(
                MethodHandles.lookup(),
                ConvolutionKernels.class,
                "VectorConvolutionKernels",
                PlainConvolutionKernels::new);
    }

    /**
     * A run of a 3x3 convolution, for {@code outputs} output channels (1 or 4) at once:
     * {@code sum[k][i] = sum over c, dy, dx of weights[wAt + k wStep + 9 c + 3 dy + dx]
     * * in[inAt + c inStep + dy row + dx pixel + i]}.
     */
    void convolve3x3(
            float[] in,
            int inAt,
            int inStep,
            int inChannels,
            int row,
            int pixel,
            float[] weights,
            int wAt,
            int wStep,
            int outputs,
            float[] out,
            float[] mask,
            int outAt,
            int outStep,
            int length,
            int mode);

    /** The same for a 1x1 convolution: {@code weights[wAt + k wStep + c]}. */
    void convolve1x1(
            float[] in,
            int inAt,
            int inStep,
            int inChannels,
            float[] weights,
            int wAt,
            int wStep,
            int outputs,
            float[] out,
            float[] mask,
            int outAt,
            int outStep,
            int length,
            int mode);

    /**
     * Adds to the partial sums of one row of a 3x3 convolution's weight gradient, for {@code outputs}
     * output channels (1 or 4): lane {@code j} of
     * {@code partial[pAt + k pStep + 16 dx]} gains the sum over rows, runs and those {@code i} that
     * leave the remainder {@code j} by 16 of
     * {@code dz[dzAt + k dzStep + row dzRow + run dzRun + i] * in[inAt + row inRow + run inRun + dx pixel + i]}.
     */
    void correlate3(
            float[] in,
            int inAt,
            int inRow,
            int inRun,
            int pixel,
            float[] dz,
            int dzAt,
            int dzStep,
            int dzRow,
            int dzRun,
            int rows,
            int runs,
            int length,
            int outputs,
            float[] partial,
            int pAt,
            int pStep);

    /** The same for a 1x1 convolution, one weight an output channel, one run a row. */
    void correlate1(
            float[] in,
            int inAt,
            int inRow,
            float[] dz,
            int dzAt,
            int dzStep,
            int dzRow,
            int rows,
            int length,
            int outputs,
            float[] partial,
            int pAt,
            int pStep);

    /** The sum of rows. */
    double sum(float[] x, int at, int row, int rows, int length, float[] partial);

    /** {@code sum of (x - center) * (y - shift)}, over rows. */
    double centeredProduct(
            float[] x, float center, float[] y, float shift, int at, int row, int rows, int length, float[] partial);

    /** {@code out (+)= scale * (sum of the nine shifted runs of in)}. */
    void box3x3(float[] in, int inAt, int row, int pixel, float scale, float[] out, int outAt, int length, boolean add);

    /** The 16 partial sums added up, always in the same order. */
    static float total(float[] partial, int at) {
        float a = (partial[at] + partial[at + 8]) + (partial[at + 4] + partial[at + 12]);
        float b = (partial[at + 1] + partial[at + 9]) + (partial[at + 5] + partial[at + 13]);
        float c = (partial[at + 2] + partial[at + 10]) + (partial[at + 6] + partial[at + 14]);
        float d = (partial[at + 3] + partial[at + 11]) + (partial[at + 7] + partial[at + 15]);
        return (a + c) + (b + d);
    }
}
