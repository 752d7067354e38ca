package io.github.grabnas.nn.convolution;

import static io.github.grabnas.nn.convolution.Registers.WIDTH;
import static io.github.grabnas.nn.convolution.Registers.fma;
import static io.github.grabnas.nn.convolution.Registers.load;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of a convolution's weight gradient: four outputs by three taps, whose sums stay in registers.
 * Runs have a loop of their own, since the compiler moves its checks of array bounds out of it: a third faster.
 */
final class CorrelationTiles {

    private static final int PIECE = FeatureMaps.BATCH_MULTIPLE;

    private CorrelationTiles() {}

    /** Adds a sweep to the gradients of all taps and of four outputs or one. */
    static void allTaps(Correlation c, int output, int outputs, int sweep, float[] in, float[] dz, float[] sums) {
        float[] start = sweep == 0 ? ConvolutionTiles.ZERO : sums;
        for (int part = 0; part < PIECE; part += WIDTH) {
            int tap = 0;
            if (outputs == Taps.BLOCK) {
                for (; tap + 3 <= c.count(); tap += 3) {
                    if (c.isRun()) {
                        fourByThree(c, output, tap, sweep, part, in, dz, start, sums);
                    } else {
                        fourByThreeInPieces(c, output, tap, sweep, part, in, dz, start, sums);
                    }
                }
            }
            for (; tap < c.count(); tap++) {
                if (c.isRun() && outputs == Taps.BLOCK) {
                    fourByOne(c, output, tap, sweep, part, in, dz, start, sums);
                } else if (c.isRun()) {
                    oneByOne(c, output, tap, sweep, part, in, dz, start, sums);
                } else {
                    inPieces(c, output, outputs, tap, sweep, part, in, dz, start, sums);
                }
            }
        }
    }

    private static void inPieces(
            Correlation c,
            int output,
            int outputs,
            int tap,
            int sweep,
            int part,
            float[] in,
            float[] dz,
            float[] start,
            float[] sums) {
        for (int o = output; o < output + outputs; o++) {
            oneByOneInPieces(c, o, tap, sweep, part, in, dz, start, sums);
        }
    }

    private static void fourByThree(
            Correlation c, int o, int tap, int sweep, int part, float[] in, float[] dz, float[] start, float[] sums) {
        int at = c.partialAt(o, tap) + part;
        int first = start == sums ? at : 0;
        int next = start == sums ? c.partialAt(1, 0) : 0;
        FloatVector a0 = load(start, first);
        FloatVector a1 = load(start, first + PIECE);
        FloatVector a2 = load(start, first + 2 * PIECE);
        FloatVector b0 = load(start, first + next);
        FloatVector b1 = load(start, first + next + PIECE);
        FloatVector b2 = load(start, first + next + 2 * PIECE);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector c1 = load(start, first + 2 * next + PIECE);
        FloatVector c2 = load(start, first + 2 * next + 2 * PIECE);
        FloatVector d0 = load(start, first + 3 * next);
        FloatVector d1 = load(start, first + 3 * next + PIECE);
        FloatVector d2 = load(start, first + 3 * next + 2 * PIECE);
        int p0 = c.inputAt(sweep) + c.offsets[tap] + part;
        int p1 = c.inputAt(sweep) + c.offsets[tap + 1] + part;
        int p2 = c.inputAt(sweep) + c.offsets[tap + 2] + part;
        int q = c.gradientAt(sweep) + o * c.gradientStep + part;
        for (int i = 0; i < c.length(sweep); i += PIECE) {
            FloatVector x0 = load(in, p0 + i);
            FloatVector x1 = load(in, p1 + i);
            FloatVector x2 = load(in, p2 + i);
            FloatVector e = load(dz, q + i);
            a0 = fma(e, x0, a0);
            a1 = fma(e, x1, a1);
            a2 = fma(e, x2, a2);
            FloatVector f = load(dz, q + i + c.gradientStep);
            b0 = fma(f, x0, b0);
            b1 = fma(f, x1, b1);
            b2 = fma(f, x2, b2);
            FloatVector g = load(dz, q + i + 2 * c.gradientStep);
            c0 = fma(g, x0, c0);
            c1 = fma(g, x1, c1);
            c2 = fma(g, x2, c2);
            FloatVector h = load(dz, q + i + 3 * c.gradientStep);
            d0 = fma(h, x0, d0);
            d1 = fma(h, x1, d1);
            d2 = fma(h, x2, d2);
        }
        put(sums, at, a0, a1, a2);
        put(sums, at + c.partialAt(1, 0), b0, b1, b2);
        put(sums, at + c.partialAt(2, 0), c0, c1, c2);
        put(sums, at + c.partialAt(3, 0), d0, d1, d2);
    }

    private static void fourByOne(
            Correlation c, int o, int tap, int sweep, int part, float[] in, float[] dz, float[] start, float[] sums) {
        int at = c.partialAt(o, tap) + part;
        int first = start == sums ? at : 0;
        int next = start == sums ? c.partialAt(1, 0) : 0;
        FloatVector a0 = load(start, first);
        FloatVector b0 = load(start, first + next);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector d0 = load(start, first + 3 * next);
        int p0 = c.inputAt(sweep) + c.offsets[tap] + part;
        int q = c.gradientAt(sweep) + o * c.gradientStep + part;
        for (int i = 0; i < c.length(sweep); i += PIECE) {
            FloatVector x0 = load(in, p0 + i);
            FloatVector e = load(dz, q + i);
            a0 = fma(e, x0, a0);
            FloatVector f = load(dz, q + i + c.gradientStep);
            b0 = fma(f, x0, b0);
            FloatVector g = load(dz, q + i + 2 * c.gradientStep);
            c0 = fma(g, x0, c0);
            FloatVector h = load(dz, q + i + 3 * c.gradientStep);
            d0 = fma(h, x0, d0);
        }
        a0.intoArray(sums, at);
        b0.intoArray(sums, at + c.partialAt(1, 0));
        c0.intoArray(sums, at + c.partialAt(2, 0));
        d0.intoArray(sums, at + c.partialAt(3, 0));
    }

    private static void oneByOne(
            Correlation c, int o, int tap, int sweep, int part, float[] in, float[] dz, float[] start, float[] sums) {
        int at = c.partialAt(o, tap) + part;
        int first = start == sums ? at : 0;
        FloatVector a0 = load(start, first);
        int p0 = c.inputAt(sweep) + c.offsets[tap] + part;
        int q = c.gradientAt(sweep) + o * c.gradientStep + part;
        for (int i = 0; i < c.length(sweep); i += PIECE) {
            FloatVector x0 = load(in, p0 + i);
            FloatVector e = load(dz, q + i);
            a0 = fma(e, x0, a0);
        }
        a0.intoArray(sums, at);
    }

    private static void fourByThreeInPieces(
            Correlation c, int o, int tap, int sweep, int part, float[] in, float[] dz, float[] start, float[] sums) {
        int at = c.partialAt(o, tap) + part;
        int first = start == sums ? at : 0;
        int next = start == sums ? c.partialAt(1, 0) : 0;
        FloatVector a0 = load(start, first);
        FloatVector a1 = load(start, first + PIECE);
        FloatVector a2 = load(start, first + 2 * PIECE);
        FloatVector b0 = load(start, first + next);
        FloatVector b1 = load(start, first + next + PIECE);
        FloatVector b2 = load(start, first + next + 2 * PIECE);
        FloatVector c0 = load(start, first + 2 * next);
        FloatVector c1 = load(start, first + 2 * next + PIECE);
        FloatVector c2 = load(start, first + 2 * next + 2 * PIECE);
        FloatVector d0 = load(start, first + 3 * next);
        FloatVector d1 = load(start, first + 3 * next + PIECE);
        FloatVector d2 = load(start, first + 3 * next + 2 * PIECE);
        for (int i = c.piece(sweep); i < c.piece(sweep + 1); i++) {
            int p = c.inputs[i] + part;
            int q = c.gradients[i] + o * c.gradientStep + part;
            FloatVector x0 = load(in, p + c.offsets[tap]);
            FloatVector x1 = load(in, p + c.offsets[tap + 1]);
            FloatVector x2 = load(in, p + c.offsets[tap + 2]);
            FloatVector e = load(dz, q);
            a0 = fma(e, x0, a0);
            a1 = fma(e, x1, a1);
            a2 = fma(e, x2, a2);
            FloatVector f = load(dz, q + c.gradientStep);
            b0 = fma(f, x0, b0);
            b1 = fma(f, x1, b1);
            b2 = fma(f, x2, b2);
            FloatVector g = load(dz, q + 2 * c.gradientStep);
            c0 = fma(g, x0, c0);
            c1 = fma(g, x1, c1);
            c2 = fma(g, x2, c2);
            FloatVector h = load(dz, q + 3 * c.gradientStep);
            d0 = fma(h, x0, d0);
            d1 = fma(h, x1, d1);
            d2 = fma(h, x2, d2);
        }
        put(sums, at, a0, a1, a2);
        put(sums, at + c.partialAt(1, 0), b0, b1, b2);
        put(sums, at + c.partialAt(2, 0), c0, c1, c2);
        put(sums, at + c.partialAt(3, 0), d0, d1, d2);
    }

    private static void oneByOneInPieces(
            Correlation c, int o, int tap, int sweep, int part, float[] in, float[] dz, float[] start, float[] sums) {
        int at = c.partialAt(o, tap) + part;
        int first = start == sums ? at : 0;
        FloatVector a0 = load(start, first);
        for (int i = c.piece(sweep); i < c.piece(sweep + 1); i++) {
            int p = c.inputs[i] + part;
            int q = c.gradients[i] + o * c.gradientStep + part;
            FloatVector x0 = load(in, p + c.offsets[tap]);
            FloatVector e = load(dz, q);
            a0 = fma(e, x0, a0);
        }
        a0.intoArray(sums, at);
    }

    private static void put(float[] sums, int at, FloatVector a, FloatVector b, FloatVector c) {
        a.intoArray(sums, at);
        b.intoArray(sums, at + PIECE);
        c.intoArray(sums, at + 2 * PIECE);
    }
}
