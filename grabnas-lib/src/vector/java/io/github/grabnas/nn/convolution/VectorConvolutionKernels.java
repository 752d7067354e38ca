package io.github.grabnas.nn.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

// spotless:off: the arguments of a kernel belong together by array

/** {@link ConvolutionKernels} in vector registers. */
final class VectorConvolutionKernels implements ConvolutionKernels {

    private static final int BLOCK = FeatureMaps.BATCH_MULTIPLE;
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= BLOCK ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;
    private static final int WIDTH = SPECIES.length();

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }

    private static FloatVector fma(FloatVector x, float w, FloatVector sum) {
        return x.lanewise(VectorOperators.FMA, FloatVector.broadcast(SPECIES, w), sum);
    }

    private static FloatVector fma(FloatVector x, FloatVector y, FloatVector sum) {
        return x.lanewise(VectorOperators.FMA, y, sum);
    }

    private static void put(FloatVector sum, float[] out, float[] mask, int at, int mode) {
        if (mode == STORE) {
            sum.intoArray(out, at);
        } else if (mode == ADD) {
            load(out, at).add(sum).intoArray(out, at);
        } else {
            load(out, at).add(sum, load(mask, at).compare(VectorOperators.GT, 0f)).intoArray(out, at);
        }
    }

    @Override
    public void convolve3x3(float[] in, int inAt, int inStep, int inChannels, int row, int pixel,
                            float[] weights, int wAt, int wStep, int outputs,
                            float[] out, float[] mask, int outAt, int outStep, int length, int mode) {
        if (outputs == 4) {
            fourOf3x3(in, inAt, inStep, inChannels, row, pixel, weights, wAt, wStep, out, mask, outAt, outStep, length,
                    mode);
        } else {
            oneOf3x3(in, inAt, inStep, inChannels, row, pixel, weights, wAt, out, mask, outAt, length, mode);
        }
    }

    private static void fourOf3x3(float[] in, int inAt, int inStep, int inChannels, int row, int pixel,
                                  float[] w, int wAt, int wStep,
                                  float[] out, float[] mask, int outAt, int outStep, int length, int mode) {
        for (int i = 0; i < length; i += WIDTH) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int channel = 0; channel < inChannels; channel++) {
                int at = inAt + channel * inStep + i;
                int wa = wAt + channel * 9;
                for (int dy = 0; dy < 3; dy++, at += row, wa += 3) {
                    int wb = wa + wStep;
                    int wc = wb + wStep;
                    int wd = wc + wStep;
                    FloatVector x = load(in, at);
                    FloatVector y = load(in, at + pixel);
                    FloatVector z = load(in, at + 2 * pixel);
                    a = fma(x, w[wa], a);
                    b = fma(x, w[wb], b);
                    c = fma(x, w[wc], c);
                    d = fma(x, w[wd], d);
                    a = fma(y, w[wa + 1], a);
                    b = fma(y, w[wb + 1], b);
                    c = fma(y, w[wc + 1], c);
                    d = fma(y, w[wd + 1], d);
                    a = fma(z, w[wa + 2], a);
                    b = fma(z, w[wb + 2], b);
                    c = fma(z, w[wc + 2], c);
                    d = fma(z, w[wd + 2], d);
                }
            }
            put(a, out, mask, outAt + i, mode);
            put(b, out, mask, outAt + outStep + i, mode);
            put(c, out, mask, outAt + 2 * outStep + i, mode);
            put(d, out, mask, outAt + 3 * outStep + i, mode);
        }
    }

    private static void oneOf3x3(float[] in, int inAt, int inStep, int inChannels, int row, int pixel,
                                 float[] w, int wAt, float[] out, float[] mask, int outAt, int length, int mode) {
        for (int i = 0; i < length; i += WIDTH) {
            FloatVector a = FloatVector.zero(SPECIES);
            for (int channel = 0; channel < inChannels; channel++) {
                int at = inAt + channel * inStep + i;
                int wa = wAt + channel * 9;
                for (int dy = 0; dy < 3; dy++, at += row, wa += 3) {
                    a = fma(load(in, at), w[wa], a);
                    a = fma(load(in, at + pixel), w[wa + 1], a);
                    a = fma(load(in, at + 2 * pixel), w[wa + 2], a);
                }
            }
            put(a, out, mask, outAt + i, mode);
        }
    }

    @Override
    public void convolve1x1(float[] in, int inAt, int inStep, int inChannels,
                            float[] weights, int wAt, int wStep, int outputs,
                            float[] out, float[] mask, int outAt, int outStep, int length, int mode) {
        if (outputs == 4) {
            fourOf1x1(in, inAt, inStep, inChannels, weights, wAt, wStep, out, mask, outAt, outStep, length, mode);
        } else {
            for (int i = 0; i < length; i += WIDTH) {
                FloatVector a = FloatVector.zero(SPECIES);
                for (int channel = 0; channel < inChannels; channel++) {
                    a = fma(load(in, inAt + channel * inStep + i), weights[wAt + channel], a);
                }
                put(a, out, mask, outAt + i, mode);
            }
        }
    }

    private static void fourOf1x1(float[] in, int inAt, int inStep, int inChannels, float[] w, int wAt, int wStep,
                                  float[] out, float[] mask, int outAt, int outStep, int length, int mode) {
        for (int i = 0; i < length; i += WIDTH) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int channel = 0; channel < inChannels; channel++) {
                FloatVector x = load(in, inAt + channel * inStep + i);
                int wa = wAt + channel;
                a = fma(x, w[wa], a);
                b = fma(x, w[wa + wStep], b);
                c = fma(x, w[wa + 2 * wStep], c);
                d = fma(x, w[wa + 3 * wStep], d);
            }
            put(a, out, mask, outAt + i, mode);
            put(b, out, mask, outAt + outStep + i, mode);
            put(c, out, mask, outAt + 2 * outStep + i, mode);
            put(d, out, mask, outAt + 3 * outStep + i, mode);
        }
    }

    @Override
    public void correlate3(float[] in, int inAt, int inRow, int inRun, int pixel,
                           float[] dz, int dzAt, int dzStep, int dzRow, int dzRun,
                           int rows, int runs, int length, int outputs, float[] partial, int pAt, int pStep) {
        for (int part = 0; part < BLOCK; part += WIDTH) {
            if (outputs == 4) {
                for (int y = 0; y < rows; y++) {
                    for (int run = 0; run < runs; run++) {
                        fourByThree(in, inAt + part + y * inRow + run * inRun, pixel,
                                dz, dzAt + part + y * dzRow + run * dzRun, dzStep, length, partial, pAt + part, pStep);
                    }
                }
            } else {
                oneByThree(in, inAt + part, inRow, inRun, pixel, dz, dzAt + part, dzRow, dzRun, rows, runs, length,
                        partial, pAt + part);
            }
        }
    }

    private static void fourByThree(float[] in, int p, int pixel, float[] dz, int q, int dzStep, int length,
                                    float[] partial, int at, int step) {
        FloatVector a0 = load(partial, at);
        FloatVector a1 = load(partial, at + BLOCK);
        FloatVector a2 = load(partial, at + 2 * BLOCK);
        FloatVector b0 = load(partial, at + step);
        FloatVector b1 = load(partial, at + step + BLOCK);
        FloatVector b2 = load(partial, at + step + 2 * BLOCK);
        FloatVector c0 = load(partial, at + 2 * step);
        FloatVector c1 = load(partial, at + 2 * step + BLOCK);
        FloatVector c2 = load(partial, at + 2 * step + 2 * BLOCK);
        FloatVector d0 = load(partial, at + 3 * step);
        FloatVector d1 = load(partial, at + 3 * step + BLOCK);
        FloatVector d2 = load(partial, at + 3 * step + 2 * BLOCK);
        for (int i = 0; i < length; i += BLOCK) {
            FloatVector x = load(in, p + i);
            FloatVector y = load(in, p + pixel + i);
            FloatVector z = load(in, p + 2 * pixel + i);
            FloatVector e = load(dz, q + i);
            a0 = fma(e, x, a0);
            a1 = fma(e, y, a1);
            a2 = fma(e, z, a2);
            FloatVector f = load(dz, q + dzStep + i);
            b0 = fma(f, x, b0);
            b1 = fma(f, y, b1);
            b2 = fma(f, z, b2);
            FloatVector g = load(dz, q + 2 * dzStep + i);
            c0 = fma(g, x, c0);
            c1 = fma(g, y, c1);
            c2 = fma(g, z, c2);
            FloatVector h = load(dz, q + 3 * dzStep + i);
            d0 = fma(h, x, d0);
            d1 = fma(h, y, d1);
            d2 = fma(h, z, d2);
        }
        a0.intoArray(partial, at);
        a1.intoArray(partial, at + BLOCK);
        a2.intoArray(partial, at + 2 * BLOCK);
        b0.intoArray(partial, at + step);
        b1.intoArray(partial, at + step + BLOCK);
        b2.intoArray(partial, at + step + 2 * BLOCK);
        c0.intoArray(partial, at + 2 * step);
        c1.intoArray(partial, at + 2 * step + BLOCK);
        c2.intoArray(partial, at + 2 * step + 2 * BLOCK);
        d0.intoArray(partial, at + 3 * step);
        d1.intoArray(partial, at + 3 * step + BLOCK);
        d2.intoArray(partial, at + 3 * step + 2 * BLOCK);
    }

    private static void oneByThree(float[] in, int inAt, int inRow, int inRun, int pixel,
                                   float[] dz, int dzAt, int dzRow, int dzRun,
                                   int rows, int runs, int length, float[] partial, int at) {
        FloatVector a0 = load(partial, at);
        FloatVector a1 = load(partial, at + BLOCK);
        FloatVector a2 = load(partial, at + 2 * BLOCK);
        for (int y = 0; y < rows; y++) {
            for (int run = 0; run < runs; run++) {
                int p = inAt + y * inRow + run * inRun;
                int q = dzAt + y * dzRow + run * dzRun;
                for (int i = 0; i < length; i += BLOCK) {
                    FloatVector e = load(dz, q + i);
                    a0 = fma(e, load(in, p + i), a0);
                    a1 = fma(e, load(in, p + pixel + i), a1);
                    a2 = fma(e, load(in, p + 2 * pixel + i), a2);
                }
            }
        }
        a0.intoArray(partial, at);
        a1.intoArray(partial, at + BLOCK);
        a2.intoArray(partial, at + 2 * BLOCK);
    }

    @Override
    public void correlate1(float[] in, int inAt, int inRow, float[] dz, int dzAt, int dzStep, int dzRow,
                           int rows, int length, int outputs, float[] partial, int pAt, int pStep) {
        for (int part = 0; part < BLOCK; part += WIDTH) {
            if (outputs == 4) {
                fourByOne(in, inAt + part, inRow, dz, dzAt + part, dzStep, dzRow, rows, length, partial, pAt + part,
                        pStep);
            } else {
                FloatVector a = load(partial, pAt + part);
                for (int y = 0; y < rows; y++) {
                    for (int i = 0; i < length; i += BLOCK) {
                        a = fma(load(dz, dzAt + part + y * dzRow + i), load(in, inAt + part + y * inRow + i), a);
                    }
                }
                a.intoArray(partial, pAt + part);
            }
        }
    }

    private static void fourByOne(float[] in, int inAt, int inRow, float[] dz, int dzAt, int dzStep, int dzRow,
                                  int rows, int length, float[] partial, int at, int step) {
        FloatVector a = load(partial, at);
        FloatVector b = load(partial, at + step);
        FloatVector c = load(partial, at + 2 * step);
        FloatVector d = load(partial, at + 3 * step);
        for (int y = 0; y < rows; y++) {
            int p = inAt + y * inRow;
            int q = dzAt + y * dzRow;
            for (int i = 0; i < length; i += BLOCK) {
                FloatVector x = load(in, p + i);
                a = fma(load(dz, q + i), x, a);
                b = fma(load(dz, q + dzStep + i), x, b);
                c = fma(load(dz, q + 2 * dzStep + i), x, c);
                d = fma(load(dz, q + 3 * dzStep + i), x, d);
            }
        }
        a.intoArray(partial, at);
        b.intoArray(partial, at + step);
        c.intoArray(partial, at + 2 * step);
        d.intoArray(partial, at + 3 * step);
    }

    @Override
    public double sum(float[] x, int at, int row, int rows, int length, float[] partial) {
        double total = 0;
        for (int y = 0; y < rows; y++) {
            int p = at + y * row;
            for (int half = 0; half < BLOCK; half += WIDTH) {
                FloatVector a = FloatVector.zero(SPECIES);
                for (int i = half; i < length; i += BLOCK) {
                    a = a.add(load(x, p + i));
                }
                a.intoArray(partial, half);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    @Override
    public double centeredProduct(float[] x, float center, float[] y, float shift, int at, int row, int rows,
                                 int length, float[] partial) {
        double total = 0;
        for (int r = 0; r < rows; r++) {
            int p = at + r * row;
            for (int half = 0; half < BLOCK; half += WIDTH) {
                FloatVector a = FloatVector.zero(SPECIES);
                for (int i = half; i < length; i += BLOCK) {
                    a = fma(load(x, p + i).sub(center), load(y, p + i).sub(shift), a);
                }
                a.intoArray(partial, half);
            }
            total += ConvolutionKernels.total(partial, 0);
        }
        return total;
    }

    @Override
    public void box3x3(float[] in, int inAt, int row, int pixel, float scale, float[] out, int outAt, int length,
                       boolean add) {
        for (int i = 0; i < length; i += WIDTH) {
            int p = inAt + i;
            FloatVector a = load(in, p).add(load(in, p + pixel)).add(load(in, p + 2 * pixel));
            p += row;
            a = a.add(load(in, p)).add(load(in, p + pixel)).add(load(in, p + 2 * pixel));
            p += row;
            a = a.add(load(in, p)).add(load(in, p + pixel)).add(load(in, p + 2 * pixel)).mul(scale);
            put(a, out, out, outAt + i, add ? ADD : STORE);
        }
    }
}
// spotless:on
