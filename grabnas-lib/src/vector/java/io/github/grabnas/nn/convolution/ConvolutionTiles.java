package io.github.grabnas.nn.convolution;

import static io.github.grabnas.nn.convolution.Registers.WIDTH;
import static io.github.grabnas.nn.convolution.Registers.all;
import static io.github.grabnas.nn.convolution.Registers.fma;
import static io.github.grabnas.nn.convolution.Registers.load;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of convolution, for tiles of four outputs by up to three registers, whose sums stay in registers.
 *
 * <p>Each loop stands alone in a method, and a method has no more than twelve sums: beyond some 14, in a nest of loops,
 * or where sums begin in one of two ways, the compiler keeps vectors on the heap and takes ten times as long.
 */
final class ConvolutionTiles {

    /** Where sums begin that overwrite their output. */
    static final float[] ZERO = new float[3 * FeatureMaps.BATCH_MULTIPLE];

    private ConvolutionTiles() {}

    /** How many of the registers that are left to compute are computed together; better two and two than one alone. */
    static int width(int left) {
        return left >= 3 && left != 4 ? 3 : Math.min(left, 2);
    }

    /** Adds a group of taps, for all outputs and so many registers. */
    static void allOutputs(
            Taps taps,
            int from,
            int width,
            float[] in,
            int inAt,
            float[] weights,
            float[] start,
            float[] out,
            int outAt) {
        for (int o = 0; o < taps.outputs; o += taps.block(o)) {
            int at = outAt + o * taps.outputStep;
            if (taps.block(o) == 1) {
                for (int i = 0; i < width * WIDTH; i += WIDTH) {
                    oneByOne(taps, from, o, in, inAt + i, weights, start, out, at + i);
                }
            } else if (width == 3) {
                fourByThree(taps, from, o, in, inAt, weights, start, out, at);
            } else if (width == 2) {
                fourByTwo(taps, from, o, in, inAt, weights, start, out, at);
            } else {
                fourByOne(taps, from, o, in, inAt, weights, start, out, at);
            }
        }
    }

    private static void fourByThree(
            Taps taps, int from, int o, float[] in, int inAt, float[] weights, float[] start, float[] out, int outAt) {
        int step = taps.outputStep;
        int first = start == out ? outAt : 0;
        int next = start == out ? step : 0;
        FloatVector a0 = load(start, first);
        FloatVector a1 = load(start, first + WIDTH);
        FloatVector a2 = load(start, first + 2 * WIDTH);
        FloatVector b0 = load(start, first + next);
        FloatVector b1 = load(start, first + next + WIDTH);
        FloatVector b2 = load(start, first + next + 2 * WIDTH);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector c1 = load(start, first + 2 * next + WIDTH);
        FloatVector c2 = load(start, first + 2 * next + 2 * WIDTH);
        FloatVector d0 = load(start, first + 3 * next);
        FloatVector d1 = load(start, first + 3 * next + WIDTH);
        FloatVector d2 = load(start, first + 3 * next + 2 * WIDTH);
        for (int t = from, w = o * taps.count() + 4 * from; t < taps.groupEnd(from); t++, w += 4) {
            int at = inAt + taps.offsets[t];
            FloatVector x0 = load(in, at);
            FloatVector x1 = load(in, at + WIDTH);
            FloatVector x2 = load(in, at + 2 * WIDTH);
            FloatVector e = all(weights, w);
            a0 = fma(e, x0, a0);
            a1 = fma(e, x1, a1);
            a2 = fma(e, x2, a2);
            FloatVector f = all(weights, w + 1);
            b0 = fma(f, x0, b0);
            b1 = fma(f, x1, b1);
            b2 = fma(f, x2, b2);
            FloatVector g = all(weights, w + 2);
            c0 = fma(g, x0, c0);
            c1 = fma(g, x1, c1);
            c2 = fma(g, x2, c2);
            FloatVector h = all(weights, w + 3);
            d0 = fma(h, x0, d0);
            d1 = fma(h, x1, d1);
            d2 = fma(h, x2, d2);
        }
        put(out, outAt, step, a0, a1, a2, b0, b1, b2, c0, c1, c2, d0, d1, d2);
    }

    private static void fourByTwo(
            Taps taps, int from, int o, float[] in, int inAt, float[] weights, float[] start, float[] out, int outAt) {
        int step = taps.outputStep;
        int first = start == out ? outAt : 0;
        int next = start == out ? step : 0;
        FloatVector a0 = load(start, first);
        FloatVector a1 = load(start, first + WIDTH);
        FloatVector b0 = load(start, first + next);
        FloatVector b1 = load(start, first + next + WIDTH);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector c1 = load(start, first + 2 * next + WIDTH);
        FloatVector d0 = load(start, first + 3 * next);
        FloatVector d1 = load(start, first + 3 * next + WIDTH);
        for (int t = from, w = o * taps.count() + 4 * from; t < taps.groupEnd(from); t++, w += 4) {
            int at = inAt + taps.offsets[t];
            FloatVector x0 = load(in, at);
            FloatVector x1 = load(in, at + WIDTH);
            FloatVector e = all(weights, w);
            a0 = fma(e, x0, a0);
            a1 = fma(e, x1, a1);
            FloatVector f = all(weights, w + 1);
            b0 = fma(f, x0, b0);
            b1 = fma(f, x1, b1);
            FloatVector g = all(weights, w + 2);
            c0 = fma(g, x0, c0);
            c1 = fma(g, x1, c1);
            FloatVector h = all(weights, w + 3);
            d0 = fma(h, x0, d0);
            d1 = fma(h, x1, d1);
        }
        put(out, outAt, step, a0, a1, b0, b1, c0, c1, d0, d1);
    }

    private static void fourByOne(
            Taps taps, int from, int o, float[] in, int inAt, float[] weights, float[] start, float[] out, int outAt) {
        int step = taps.outputStep;
        int first = start == out ? outAt : 0;
        int next = start == out ? step : 0;
        FloatVector a0 = load(start, first);
        FloatVector b0 = load(start, first + next);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector d0 = load(start, first + 3 * next);
        for (int t = from, w = o * taps.count() + 4 * from; t < taps.groupEnd(from); t++, w += 4) {
            int at = inAt + taps.offsets[t];
            FloatVector x0 = load(in, at);
            FloatVector e = all(weights, w);
            a0 = fma(e, x0, a0);
            FloatVector f = all(weights, w + 1);
            b0 = fma(f, x0, b0);
            FloatVector g = all(weights, w + 2);
            c0 = fma(g, x0, c0);
            FloatVector h = all(weights, w + 3);
            d0 = fma(h, x0, d0);
        }
        put(out, outAt, step, a0, b0, c0, d0);
    }

    private static void oneByOne(
            Taps taps, int from, int o, float[] in, int inAt, float[] weights, float[] start, float[] out, int outAt) {
        FloatVector a = load(start, start == out ? outAt : 0);
        for (int t = from; t < taps.groupEnd(from); t++) {
            a = fma(load(in, inAt + taps.offsets[t]), all(weights, o * taps.count() + t), a);
        }
        a.intoArray(out, outAt);
    }

    private static void put(
            float[] out,
            int at,
            int step,
            FloatVector a0,
            FloatVector a1,
            FloatVector a2,
            FloatVector b0,
            FloatVector b1,
            FloatVector b2,
            FloatVector c0,
            FloatVector c1,
            FloatVector c2,
            FloatVector d0,
            FloatVector d1,
            FloatVector d2) {
        put(out, at, a0, a1, a2);
        put(out, at + step, b0, b1, b2);
        put(out, at + 2 * step, c0, c1, c2);
        put(out, at + 3 * step, d0, d1, d2);
    }

    private static void put(
            float[] out,
            int at,
            int step,
            FloatVector a0,
            FloatVector a1,
            FloatVector b0,
            FloatVector b1,
            FloatVector c0,
            FloatVector c1,
            FloatVector d0,
            FloatVector d1) {
        put(out, at, a0, a1);
        put(out, at + step, b0, b1);
        put(out, at + 2 * step, c0, c1);
        put(out, at + 3 * step, d0, d1);
    }

    private static void put(
            float[] out, int at, int step, FloatVector a0, FloatVector b0, FloatVector c0, FloatVector d0) {
        a0.intoArray(out, at);
        b0.intoArray(out, at + step);
        c0.intoArray(out, at + 2 * step);
        d0.intoArray(out, at + 3 * step);
    }

    private static void put(float[] out, int at, FloatVector a, FloatVector b, FloatVector c) {
        a.intoArray(out, at);
        b.intoArray(out, at + WIDTH);
        c.intoArray(out, at + 2 * WIDTH);
    }

    private static void put(float[] out, int at, FloatVector a, FloatVector b) {
        a.intoArray(out, at);
        b.intoArray(out, at + WIDTH);
    }
}
