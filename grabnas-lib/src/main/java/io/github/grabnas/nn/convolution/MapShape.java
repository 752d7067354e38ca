package io.github.grabnas.nn.convolution;

/**
 * How feature maps lie in their array: channels x (height + 2) x (width + 2) x batch size, with a border one pixel
 * wide.
 */
final class MapShape {

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

    MapShape(int channels, int height, int width, int batchSize) {
        if (batchSize < 1 || batchSize % FeatureMaps.BATCH_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "batch size " + batchSize + ": expected a positive multiple of " + FeatureMaps.BATCH_MULTIPLE);
        }
        // As a floating-point number it does not overflow.
        if ((double) channels * (height + 2) * (width + 2) * batchSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("feature maps of " + channels + " x " + height + " x " + width
                    + " for batches of " + batchSize + " images: more than " + Integer.MAX_VALUE
                    + " numbers with their borders; take fewer channels, smaller images or a smaller batch");
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.batchSize = batchSize;
        this.rowStride = (width + 2) * batchSize;
        this.channelStride = (height + 2) * rowStride;
        this.rowLength = width * batchSize;
    }

    /** The number of floats, border and all. */
    int size() {
        return channels * channelStride;
    }

    /** Where a row begins, its first pixel's first image. */
    int row(int channel, int y) {
        return channel * channelStride + (y + 1) * rowStride + batchSize;
    }

    /** Where the 3x3 window of a row's first pixel begins: one up and one left. */
    int window(int channel, int y) {
        return channel * channelStride + y * rowStride;
    }
}
