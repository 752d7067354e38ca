package io.github.grabnas.nn.convolution;

import java.util.Arrays;

/** {@link ConvolutionKernels} in plain Java: one float after the other, in the same order. */
final class PlainConvolutionKernels implements ConvolutionKernels {

    private static final int BLOCK = FeatureMaps.BATCH_MULTIPLE;

    private static void put(float sum, float[] out, float[] mask, int at, int mode) {
        if (mode == STORE) {
            out[at] = sum;
        } else if (mode == ADD || mask[at] > 0) {
            out[at] += sum;
        }
    }

    @Override
    public void convolve3x3(
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
            int mode) {
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int channel = 0; channel < inChannels; channel++) {
                    int at = inAt + channel * inStep + i;
                    int w = wAt + k * wStep + channel * 9;
                    for (int dy = 0; dy < 3; dy++, at += row, w += 3) {
                        sum = Math.fma(in[at], weights[w], sum);
                        sum = Math.fma(in[at + pixel], weights[w + 1], sum);
                        sum = Math.fma(in[at + 2 * pixel], weights[w + 2], sum);
                    }
                }
                put(sum, out, mask, outAt + k * outStep + i, mode);
            }
        }
    }

    @Override
    public void convolve1x1(
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
            int mode) {
        for (int k = 0; k < outputs; k++) {
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int channel = 0; channel < inChannels; channel++) {
                    sum = Math.fma(in[inAt + channel * inStep + i], weights[wAt + k * wStep + channel], sum);
                }
                put(sum, out, mask, outAt + k * outStep + i, mode);
            }
        }
    }

    @Override
    public void correlate3(
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
            int pStep) {
        for (int k = 0; k < outputs; k++) {
            for (int y = 0; y < rows; y++) {
                for (int run = 0; run < runs; run++) {
                    for (int dx = 0; dx < 3; dx++) {
                        accumulate(
                                in,
                                inAt + y * inRow + run * inRun + dx * pixel,
                                dz,
                                dzAt + k * dzStep + y * dzRow + run * dzRun,
                                length,
                                partial,
                                pAt + k * pStep + dx * BLOCK);
                    }
                }
            }
        }
    }

    @Override
    public void correlate1(
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
            int pStep) {
        for (int k = 0; k < outputs; k++) {
            for (int y = 0; y < rows; y++) {
                accumulate(in, inAt + y * inRow, dz, dzAt + k * dzStep + y * dzRow, length, partial, pAt + k * pStep);
            }
        }
    }

    private static void accumulate(float[] x, int p, float[] y, int q, int length, float[] partial, int at) {
        for (int i = 0; i < length; i += BLOCK) {
            for (int lane = 0; lane < BLOCK; lane++) {
                partial[at + lane] = Math.fma(y[q + i + lane], x[p + i + lane], partial[at + lane]);
            }
        }
    }

    @Override
    public double sum(float[] x, int at, int row, int rows, int length, float[] partial) {
        double total = 0;
        for (int y = 0; y < rows; y++) {
            Arrays.fill(partial, 0, BLOCK, 0f);
            for (int i = 0; i < length; i++) {
                partial[i % BLOCK] += x[at + y * row + i];
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    @Override
    public double centeredProduct(
            float[] x, float center, float[] y, float shift, int at, int row, int rows, int length, float[] partial) {
        double total = 0;
        for (int r = 0; r < rows; r++) {
            Arrays.fill(partial, 0, BLOCK, 0f);
            for (int i = 0; i < length; i++) {
                int p = at + r * row + i;
                partial[i % BLOCK] = Math.fma(x[p] - center, y[p] - shift, partial[i % BLOCK]);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    @Override
    public void box3x3(
            float[] in, int inAt, int row, int pixel, float scale, float[] out, int outAt, int length, boolean add) {
        for (int i = 0; i < length; i++) {
            int p = inAt + i;
            float a = in[p] + in[p + pixel] + in[p + 2 * pixel];
            p += row;
            a = a + in[p] + in[p + pixel] + in[p + 2 * pixel];
            p += row;
            a = a + in[p] + in[p + pixel] + in[p + 2 * pixel];
            put(a * scale, out, out, outAt + i, add ? ADD : STORE);
        }
    }
}
