package io.github.grabnas.nn.convolution;

import java.util.Arrays;
import java.util.List;

/**
 * The last block: batch normalisation, ReLU, the average over all pixels, a linear layer, and the mean cross-entropy of
 * its softmax.
 */
final class ClassifierHead {

    private final Context context;
    private final int classes;
    private final BatchNormalization normalization;
    private final Parameters.Slice weights;
    private final Parameters.Slice bias;
    private final FeatureMaps normalized;
    private final FeatureMaps dNormalized;
    private final FeatureMaps dx;
    private final float[] features;
    private final float[] dFeatures;
    private final float[] logits;
    private FeatureMaps x;

    ClassifierHead(Context context, int channels, int classes, int height, int width) {
        this.context = context;
        this.classes = classes;
        this.normalization = new BatchNormalization(context, "head.normalization", channels);
        this.weights = context.parameters()
                .claim("head.linear.weight", List.of(classes, channels), Parameters.Initialization.UNIFORM, channels);
        this.bias = context.parameters()
                .claim("head.linear.bias", List.of(classes), Parameters.Initialization.UNIFORM, channels);
        this.normalized = context.maps(channels, height, width);
        this.dNormalized = normalized.like();
        this.dx = normalized.like();
        this.features = new float[channels * context.batchSize()];
        this.dFeatures = new float[channels * context.batchSize()];
        this.logits = new float[classes * context.batchSize()];
        this.x = normalized;
    }

    /** The classes' scores before the softmax: {@code classes x batch size}. */
    float[] forward(FeatureMaps maps, boolean training) {
        x = maps;
        normalization.measure(x, training);
        normalization.apply(x, normalized, false);
        int batchSize = context.batchSize();
        float share = 1f / (x.height * x.width);
        for (int c = 0; c < x.channels; c++) {
            normalized.rectify(normalized, c);
            int to = c * batchSize;
            Arrays.fill(features, to, to + batchSize, 0f);
            for (int y = 0; y < x.height; y++) {
                for (int column = 0; column < x.width; column++) {
                    int from = normalized.row(c, y) + column * batchSize;
                    for (int i = 0; i < batchSize; i++) {
                        features[to + i] += share * normalized.values[from + i];
                    }
                }
            }
        }
        float[] w = context.parameters().values;
        for (int k = 0; k < classes; k++) {
            int to = k * batchSize;
            Arrays.fill(logits, to, to + batchSize, w[bias.offset() + k]);
            for (int c = 0; c < x.channels; c++) {
                addScaled(features, c * batchSize, w[weights.offset() + k * x.channels + c], logits, to, batchSize);
            }
        }
        return logits;
    }

    /** What the linear layer was last given. */
    float feature(int channel, int image) {
        return features[channel * context.batchSize() + image];
    }

    private static void addScaled(float[] x, int from, float scale, float[] out, int to, int length) {
        for (int i = 0; i < length; i++) {
            out[to + i] += scale * x[from + i];
        }
    }

    /** The input's gradient, given that of the scores; writes the gradients of the weights. */
    FeatureMaps backward(float[] dLogits) {
        int batchSize = context.batchSize();
        Parameters p = context.parameters();
        Arrays.fill(dFeatures, 0f);
        for (int k = 0; k < classes; k++) {
            float total = 0;
            for (int i = 0; i < batchSize; i++) {
                total += dLogits[k * batchSize + i];
            }
            p.gradients[bias.offset() + k] = total;
            for (int c = 0; c < x.channels; c++) {
                int at = weights.offset() + k * x.channels + c;
                float dot = 0;
                for (int i = 0; i < batchSize; i++) {
                    dot += dLogits[k * batchSize + i] * features[c * batchSize + i];
                }
                p.gradients[at] = dot;
                addScaled(dLogits, k * batchSize, p.values[at], dFeatures, c * batchSize, batchSize);
            }
        }
        float share = 1f / (x.height * x.width);
        for (int c = 0; c < x.channels; c++) {
            for (int y = 0; y < x.height; y++) {
                for (int column = 0; column < x.width; column++) {
                    int at = normalized.row(c, y) + column * batchSize;
                    for (int i = 0; i < batchSize; i++) {
                        dNormalized.values[at + i] =
                                normalized.values[at + i] > 0 ? share * dFeatures[c * batchSize + i] : 0f;
                    }
                }
            }
        }
        normalization.backward(x, dNormalized, dx);
        return dx;
    }
}
