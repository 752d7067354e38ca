package io.github.grabnas.nn.convolution;

import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015): {@code y = gamma (z - mean) / sqrt(variance + eps) + beta} for every
 * channel, with the batch's mean and biased variance in training and their running averages afterwards; eps 1e-5, and
 * each batch moves the averages by a tenth, as in PyTorch.
 */
final class BatchNormalization {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Context context;
    private final int channels;
    private final Parameters.Slice gamma;
    private final Parameters.Slice beta;
    private final Parameters.Slice mean;
    private final Parameters.Slice variance;
    private final float[] batchMean;
    private final float[] inverseDeviation;
    private final float[][] scratch;

    BatchNormalization(Context context, String name, int channels) {
        this.context = context;
        this.channels = channels;
        Parameters p = context.parameters();
        this.gamma = p.claim(name + ".gamma", List.of(channels), Parameters.Initialization.ONE, 0);
        this.beta = p.claim(name + ".beta", List.of(channels), Parameters.Initialization.ZERO, 0);
        this.mean = p.claimStatistic(name + ".mean", channels, Parameters.Initialization.ZERO);
        this.variance = p.claimStatistic(name + ".variance", channels, Parameters.Initialization.ONE);
        this.batchMean = new float[channels];
        this.inverseDeviation = new float[channels];
        this.scratch = new float[channels][FeatureMaps.BATCH_MULTIPLE];
    }

    /** The mean and deviation by which {@link #apply} will normalise. */
    void measure(FeatureMaps z, boolean training) {
        Parameters p = context.parameters();
        if (!training) {
            for (int c = 0; c < channels; c++) {
                batchMean[c] = p.running[mean.offset() + c];
                inverseDeviation[c] = (float) (1 / Math.sqrt(p.running[variance.offset() + c] + EPSILON));
            }
            return;
        }
        double count = (double) z.height * z.rowLength;
        context.workers().forEach(channels, 2 * Workers.PER_VALUE * z.values.length, c -> {
            float m = (float) (context.kernels().sum(z, c, scratch[c]) / count);
            double squares = context.kernels().centeredProduct(z, m, z, m, c, scratch[c]);
            batchMean[c] = m;
            inverseDeviation[c] = (float) (1 / Math.sqrt(squares / count + EPSILON));
            remember(p.running, mean.offset() + c, m);
            remember(p.running, variance.offset() + c, squares / Math.max(1, count - 1));
        });
    }

    private static void remember(float[] running, int at, double now) {
        running[at] += (float) (MOMENTUM * (now - running[at]));
    }

    /** {@code out = normalised z}, or added to {@code out}. */
    void apply(FeatureMaps z, FeatureMaps out, boolean add) {
        context.workers().forEach(channels, Workers.PER_VALUE * z.values.length, c -> {
            float scale = context.parameters().values[gamma.offset() + c] * inverseDeviation[c];
            float shift = context.parameters().values[beta.offset() + c] - scale * batchMean[c];
            for (int y = 0; y < z.height; y++) {
                int from = z.row(c, y);
                if (add) {
                    addScaled(z.values, out.values, from, from + z.rowLength, scale, shift);
                } else {
                    scale(z.values, out.values, from, from + z.rowLength, scale, shift);
                }
            }
        });
    }

    private static void scale(float[] z, float[] out, int from, int to, float scale, float shift) {
        for (int i = from; i < to; i++) {
            out[i] = z[i] * scale + shift;
        }
    }

    private static void addScaled(float[] z, float[] out, int from, int to, float scale, float shift) {
        for (int i = from; i < to; i++) {
            out[i] += z[i] * scale + shift;
        }
    }

    /** Writes the gradients of gamma and beta and, from that of the output, that of {@code z}. */
    void backward(FeatureMaps z, FeatureMaps dOut, FeatureMaps dz) {
        Parameters p = context.parameters();
        double count = (double) z.height * z.rowLength;
        context.workers().forEach(channels, 3 * Workers.PER_VALUE * z.values.length, c -> {
            double sum = context.kernels().sum(dOut, c, scratch[c]);
            double product =
                    inverseDeviation[c] * context.kernels().centeredProduct(z, batchMean[c], dOut, 0f, c, scratch[c]);
            p.gradients[beta.offset() + c] = (float) sum;
            p.gradients[gamma.offset() + c] = (float) product;
            double scale = (double) p.values[gamma.offset() + c] * inverseDeviation[c];
            double slope = -scale * inverseDeviation[c] * product / count;
            double shift = -scale * sum / count - slope * batchMean[c];
            for (int y = 0; y < z.height; y++) {
                int from = z.row(c, y);
                combine(
                        dOut.values,
                        z.values,
                        dz.values,
                        from,
                        from + z.rowLength,
                        (float) scale,
                        (float) slope,
                        (float) shift);
            }
        });
    }

    private static void combine(
            float[] dOut, float[] z, float[] dz, int from, int to, float scale, float slope, float shift) {
        for (int i = from; i < to; i++) {
            dz[i] = dOut[i] * scale + z[i] * slope + shift;
        }
    }
}
