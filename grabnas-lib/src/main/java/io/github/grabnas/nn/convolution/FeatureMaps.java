package io.github.grabnas.nn.convolution;

import java.util.Arrays;

/**
 * The feature maps of a batch: channels x (height + 2) x (width + 2) x batch size, the image of the batch innermost,
 * with a border of zeros one pixel wide.
 *
 * <p>With the batch innermost, every loop over a row of pixels is one run over consecutive floats, whatever the size of
 * the image: a convolution of 2x2 images is as fast as one of 32x32. The border makes the nine shifted rows of a 3x3
 * window plain offsets.
 */
final class FeatureMaps {

    /** A batch size is a multiple of this, the number of floats in the widest vector register. */
    static final int BATCH_MULTIPLE = 16;

    final int channels;
    final int height;
    final int width;
    final int batchSize;
    /** From one row to the next, in floats. */
    final int rowStride;
    /** From one channel to the next, in floats. */
    final int channelStride;
    /** The floats of one row without its border. */
    final int rowLength;

    final float[] values;

    private final MapShape shape;

    FeatureMaps(int channels, int height, int width, int batchSize) {
        this(new MapShape(channels, height, width, batchSize), new float[0]);
    }

    private FeatureMaps(MapShape shape, float[] shared) {
        this.shape = shape;
        this.channels = shape.channels;
        this.height = shape.height;
        this.width = shape.width;
        this.batchSize = shape.batchSize;
        this.rowStride = shape.rowStride;
        this.channelStride = shape.channelStride;
        this.rowLength = shape.rowLength;
        this.values = shared.length == 0 ? new float[shape.size()] : shared;
    }

    /** The smallest batch size for a number of images. */
    static int roundedUp(int images) {
        return (images + BATCH_MULTIPLE - 1) / BATCH_MULTIPLE * BATCH_MULTIPLE;
    }

    /** Maps of the same shape, all zero. */
    FeatureMaps like() {
        return new FeatureMaps(channels, height, width, batchSize);
    }

    /** The first channels, in the same array. */
    FeatureMaps first(int count) {
        return count == channels ? this : new FeatureMaps(new MapShape(count, height, width, batchSize), values);
    }

    /** Where a row begins, its first pixel's first image. */
    int row(int channel, int y) {
        return shape.row(channel, y);
    }

    /** Where the 3x3 window of a row's first pixel begins: one up and one left. */
    int window(int channel, int y) {
        return shape.window(channel, y);
    }

    void clear() {
        Arrays.fill(values, 0f);
    }

    /** Puts zeros into a channel. */
    void clear(int channel) {
        Arrays.fill(values, channel * channelStride, (channel + 1) * channelStride, 0f);
    }

    /** Writes a channel's share of {@code this = max(x, 0)}. */
    void rectify(FeatureMaps x, int channel) {
        int end = (channel + 1) * channelStride;
        float[] from = x.values;
        float[] to = values;
        for (int i = channel * channelStride; i < end; i++) {
            to[i] = Math.max(from[i], 0f);
        }
    }

    /** A channel's share of {@code this = x} or {@code this += x}. */
    void take(FeatureMaps x, int channel, boolean add) {
        int begin = channel * channelStride;
        if (!add) {
            System.arraycopy(x.values, begin, values, begin, channelStride);
            return;
        }
        int end = begin + channelStride;
        float[] from = x.values;
        float[] to = values;
        for (int i = begin; i < end; i++) {
            to[i] += from[i];
        }
    }

    /** {@code this = scale x} or {@code this += scale x}, from one channel to another. */
    void takeScaled(FeatureMaps x, int from, int to, float scale, boolean add) {
        int begin = from * channelStride;
        int shift = to * channelStride - begin;
        if (add) {
            addScaled(x.values, values, begin, begin + channelStride, shift, scale);
        } else {
            scale(x.values, values, begin, begin + channelStride, shift, scale);
        }
    }

    private static void addScaled(float[] x, float[] out, int begin, int end, int shift, float scale) {
        for (int i = begin; i < end; i++) {
            out[i + shift] += scale * x[i];
        }
    }

    private static void scale(float[] x, float[] out, int begin, int end, int shift, float scale) {
        for (int i = begin; i < end; i++) {
            out[i + shift] = scale * x[i];
        }
    }

    /**
     * Copies images in: {@code images x channels x height x width}, at most a batch of them. The others keep their
     * values.
     */
    void set(float[] from, int images) {
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    int row = row(c, y) + image;
                    for (int x = 0; x < width; x++) {
                        values[row + x * batchSize] = from[at++];
                    }
                }
            }
        }
    }

    /** The first images, {@code images x channels x height x width}, a new array. */
    float[] get(int images) {
        float[] to = new float[images * channels * height * width];
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    int row = row(c, y) + image;
                    for (int x = 0; x < width; x++) {
                        to[at++] = values[row + x * batchSize];
                    }
                }
            }
        }
        return to;
    }
}
