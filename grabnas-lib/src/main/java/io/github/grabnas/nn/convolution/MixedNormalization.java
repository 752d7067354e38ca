package io.github.grabnas.nn.convolution;

/**
 * Batch normalisation without affine parameters, always by the batch's own mean and biased variance, of a result that
 * is one weighted part of a mixture: {@code out += w n} with {@code n = (z - mean) / sqrt(variance + eps)} for every
 * channel, eps 1e-5.
 *
 * <p>What a node of a supernet's cell brings depends on the mixture, so that averages over batches would be averages
 * over different networks; and a scale of its own would undo the weight (NAS-Bench-201's search experiments).
 */
final class MixedNormalization {

    private static final double EPSILON = 1e-5;

    private final Context context;
    private final int channels;
    private final float[] mean;
    private final float[] inverseDeviation;
    private final double[] products;
    private final float[][] scratch;

    MixedNormalization(Context context, int channels) {
        this.context = context;
        this.channels = channels;
        this.mean = new float[channels];
        this.inverseDeviation = new float[channels];
        this.products = new double[channels];
        this.scratch = new float[channels][FeatureMaps.BATCH_MULTIPLE];
    }

    /** The mean and deviation of the batch. */
    void measure(FeatureMaps z) {
        double count = (double) z.height * z.rowLength;
        context.workers().forEach(channels, 2 * Workers.PER_VALUE * z.values.length, c -> {
            float m = (float) (context.kernels().sum(z, c, scratch[c]) / count);
            double squares = context.kernels().centeredProduct(z, m, z, m, c, scratch[c]);
            mean[c] = m;
            inverseDeviation[c] = (float) (1 / Math.sqrt(squares / count + EPSILON));
        });
    }

    /** {@code out = weight n}, or added to {@code out}. */
    void apply(FeatureMaps z, FeatureMaps out, float weight, boolean add) {
        context.workers().forEach(channels, Workers.PER_VALUE * z.values.length, c -> {
            float scale = weight * inverseDeviation[c];
            float shift = -scale * mean[c];
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

    /**
     * Writes the gradient of {@code z}.
     *
     * @param dOut the gradient of the sum to which the result was added
     * @param sums of {@code dOut} over each channel
     * @return the gradient of the weight: the inner product of {@code dOut} and {@code n}
     */
    double backward(FeatureMaps z, FeatureMaps dOut, double[] sums, FeatureMaps dz, float weight) {
        double count = (double) z.height * z.rowLength;
        context.workers().forEach(channels, 2 * Workers.PER_VALUE * z.values.length, c -> {
            double product =
                    inverseDeviation[c] * context.kernels().centeredProduct(z, mean[c], dOut, 0f, c, scratch[c]);
            products[c] = product;
            double scale = (double) weight * inverseDeviation[c];
            double slope = -scale * inverseDeviation[c] * product / count;
            double shift = -scale * sums[c] / count - slope * mean[c];
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
        double total = 0;
        for (double product : products) {
            total += product;
        }
        return total;
    }

    private static void combine(
            float[] dOut, float[] z, float[] dz, int from, int to, float scale, float slope, float shift) {
        for (int i = from; i < to; i++) {
            dz[i] = dOut[i] * scale + z[i] * slope + shift;
        }
    }
}
