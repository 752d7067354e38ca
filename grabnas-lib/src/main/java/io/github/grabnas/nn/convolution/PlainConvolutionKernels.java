package io.github.grabnas.nn.convolution;

import java.util.Arrays;

/** {@link ConvolutionKernels} in plain Java: one float after the other, in the same order. */
final class PlainConvolutionKernels implements ConvolutionKernels {

    private static final int PIECE = FeatureMaps.BATCH_MULTIPLE;
    /** Partial sums of a lane. */
    private static final int PARTS = 4;

    @Override
    public void convolve(Taps taps, int row, float[] in, float[] weights, float[] out, boolean add) {
        for (int run = 0; run < taps.runs; run++) {
            for (int o = 0; o < taps.outputs; o += taps.block(o)) {
                for (int k = 0; k < taps.block(o); k++) {
                    int to = taps.outputAt(row, run) + (o + k) * taps.outputStep;
                    if (!add) {
                        Arrays.fill(out, to, to + taps.length, 0f);
                    }
                    for (int t = 0; t < taps.count(); t++) {
                        float weight = weights[o * taps.count() + t * taps.block(o) + k];
                        addScaled(in, taps.inputAt(row, run) + taps.offsets[t], weight, out, to, taps.length);
                    }
                }
            }
        }
    }

    private static void addScaled(float[] in, int from, float weight, float[] out, int to, int length) {
        for (int i = 0; i < length; i++) {
            out[to + i] = Math.fma(in[from + i], weight, out[to + i]);
        }
    }

    @Override
    public void correlate(Correlation c, int output, int outputs, int sweep, float[] in, float[] dz, float[] partial) {
        for (int o = output; o < output + outputs; o++) {
            for (int tap = 0; tap < c.count(); tap++) {
                int at = c.partialAt(o, tap);
                if (sweep == 0) {
                    Arrays.fill(partial, at, at + PIECE, 0f);
                }
                int p = c.offsets[tap];
                int q = o * c.gradientStep;
                if (c.isRun()) {
                    for (int i = 0; i < c.length(sweep); i += PIECE) {
                        addProducts(in, c.inputAt(sweep) + p + i, dz, c.gradientAt(sweep) + q + i, partial, at);
                    }
                } else {
                    for (int i = c.piece(sweep); i < c.piece(sweep + 1); i++) {
                        addProducts(in, c.inputs[i] + p, dz, c.gradients[i] + q, partial, at);
                    }
                }
            }
        }
    }

    private static void addProducts(float[] x, int p, float[] y, int q, float[] partial, int at) {
        for (int lane = 0; lane < PIECE; lane++) {
            partial[at + lane] = Math.fma(y[q + lane], x[p + lane], partial[at + lane]);
        }
    }

    @Override
    public double sum(FeatureMaps x, int channel, float[] partial) {
        double total = 0;
        for (int y = 0; y < x.height; y++) {
            int at = x.row(channel, y);
            for (int lane = 0; lane < PIECE; lane++) {
                float[] sums = new float[PARTS];
                for (int i = 0; i < x.rowLength; i += PIECE) {
                    sums[part(i, x.rowLength)] += x.values[at + i + lane];
                }
                partial[lane] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    /** Which of the sums a piece of a row is added to. */
    private static int part(int i, int length) {
        return i < length - length % (PARTS * PIECE) ? i / PIECE % PARTS : 0;
    }

    @Override
    public double centeredProduct(
            FeatureMaps x, float center, FeatureMaps y, float shift, int channel, float[] partial) {
        double total = 0;
        for (int r = 0; r < x.height; r++) {
            int at = x.row(channel, r);
            for (int lane = 0; lane < PIECE; lane++) {
                float[] sums = new float[PARTS];
                for (int i = 0; i < x.rowLength; i += PIECE) {
                    int part = part(i, x.rowLength);
                    int p = at + i + lane;
                    sums[part] = Math.fma(x.values[p] - center, y.values[p] - shift, sums[part]);
                }
                partial[lane] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    @Override
    public void keepWherePositive(FeatureMaps gradient, FeatureMaps rectified, int channel) {
        float[] to = gradient.values;
        int end = (channel + 1) * gradient.channelStride;
        for (int i = channel * gradient.channelStride; i < end; i++) {
            if (!(rectified.values[i] > 0)) {
                to[i] = 0f;
            }
        }
    }

    @Override
    public void box3x3(FeatureMaps in, int inAt, float scale, float[] out, int outAt, int length, boolean add) {
        float[] x = in.values;
        int pixel = in.batchSize;
        for (int i = 0; i < length; i++) {
            int p = inAt + i;
            float a = x[p] + x[p + pixel] + x[p + 2 * pixel];
            p += in.rowStride;
            a = a + x[p] + x[p + pixel] + x[p + 2 * pixel];
            p += in.rowStride;
            a = a + x[p] + x[p + pixel] + x[p + 2 * pixel];
            out[outAt + i] = add ? out[outAt + i] + a * scale : a * scale;
        }
    }
}
