package io.github.grabnas.nn.convolution;

import static io.github.grabnas.nn.convolution.Registers.SPECIES;
import static io.github.grabnas.nn.convolution.Registers.WIDTH;
import static io.github.grabnas.nn.convolution.Registers.fma;
import static io.github.grabnas.nn.convolution.Registers.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link ConvolutionKernels} in vector registers. */
final class VectorConvolutionKernels implements ConvolutionKernels {

    private static final int PIECE = FeatureMaps.BATCH_MULTIPLE;

    @Override
    public void convolve(Taps taps, int row, float[] in, float[] weights, float[] out, boolean add) {
        for (int from = 0; from < taps.count(); from = taps.groupEnd(from)) {
            float[] start = from == 0 && !add ? ConvolutionTiles.ZERO : out;
            for (int run = 0; run < taps.runs; run++) {
                int inAt = taps.inputAt(row, run);
                int outAt = taps.outputAt(row, run);
                for (int i = 0; i < taps.length; ) {
                    int width = ConvolutionTiles.width((taps.length - i) / WIDTH);
                    ConvolutionTiles.allOutputs(taps, from, width, in, inAt + i, weights, start, out, outAt + i);
                    i += width * WIDTH;
                }
            }
        }
    }

    @Override
    public void correlate(Correlation c, int output, int outputs, int sweep, float[] in, float[] dz, float[] partial) {
        CorrelationTiles.allTaps(c, output, outputs, sweep, in, dz, partial);
    }

    @Override
    public double sum(FeatureMaps x, int channel, float[] partial) {
        double total = 0;
        for (int y = 0; y < x.height; y++) {
            for (int part = 0; part < PIECE; part += WIDTH) {
                sumOfRow(x.values, x.row(channel, y) + part, x.rowLength, partial, part);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    private static void sumOfRow(float[] x, int at, int length, float[] partial, int part) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int whole = length - length % (4 * PIECE);
        for (int i = at; i < at + whole; i += 4 * PIECE) {
            a = a.add(load(x, i));
            b = b.add(load(x, i + PIECE));
            c = c.add(load(x, i + 2 * PIECE));
            d = d.add(load(x, i + 3 * PIECE));
        }
        for (int i = at + whole; i < at + length; i += PIECE) {
            a = a.add(load(x, i));
        }
        a.add(b).add(c.add(d)).intoArray(partial, part);
    }

    @Override
    public double centeredProduct(
            FeatureMaps x, float center, FeatureMaps y, float shift, int channel, float[] partial) {
        double total = 0;
        for (int r = 0; r < x.height; r++) {
            int at = x.row(channel, r);
            for (int part = 0; part < PIECE; part += WIDTH) {
                productOfRow(x.values, center, y.values, shift, at + part, x.rowLength, partial, part);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    private static void productOfRow(
            float[] x, float center, float[] y, float shift, int at, int length, float[] partial, int part) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int whole = length - length % (4 * PIECE);
        for (int i = at; i < at + whole; i += 4 * PIECE) {
            a = fma(load(x, i).sub(center), load(y, i).sub(shift), a);
            b = fma(load(x, i + PIECE).sub(center), load(y, i + PIECE).sub(shift), b);
            c = fma(load(x, i + 2 * PIECE).sub(center), load(y, i + 2 * PIECE).sub(shift), c);
            d = fma(load(x, i + 3 * PIECE).sub(center), load(y, i + 3 * PIECE).sub(shift), d);
        }
        for (int i = at + whole; i < at + length; i += PIECE) {
            a = fma(load(x, i).sub(center), load(y, i).sub(shift), a);
        }
        a.add(b).add(c.add(d)).intoArray(partial, part);
    }

    @Override
    public void keepWherePositive(FeatureMaps gradient, FeatureMaps rectified, int channel) {
        float[] to = gradient.values;
        float[] mask = rectified.values;
        FloatVector zero = FloatVector.zero(SPECIES);
        int end = (channel + 1) * gradient.channelStride;
        for (int i = channel * gradient.channelStride; i < end; i += WIDTH) {
            zero.blend(load(to, i), load(mask, i).compare(VectorOperators.GT, 0f))
                    .intoArray(to, i);
        }
    }

    @Override
    public void box3x3(FeatureMaps in, int inAt, float scale, float[] out, int outAt, int length, boolean add) {
        int pixel = in.batchSize;
        int row = in.rowStride;
        float[] x = in.values;
        for (int i = 0; i < length; i += WIDTH) {
            int p = inAt + i;
            FloatVector a = load(x, p).add(load(x, p + pixel)).add(load(x, p + 2 * pixel));
            p += row;
            a = a.add(load(x, p)).add(load(x, p + pixel)).add(load(x, p + 2 * pixel));
            p += row;
            a = a.add(load(x, p))
                    .add(load(x, p + pixel))
                    .add(load(x, p + 2 * pixel))
                    .mul(scale);
            put(a, out, outAt + i, add);
        }
    }

    private static void put(FloatVector a, float[] out, int at, boolean add) {
        if (add) {
            load(out, at).add(a).intoArray(out, at);
        } else {
            a.intoArray(out, at);
        }
    }
}
