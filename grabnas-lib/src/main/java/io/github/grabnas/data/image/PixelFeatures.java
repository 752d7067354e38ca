package io.github.grabnas.data.image;

/**
 * The baseline: an image's pixels, resized, from 0 (black) to 1 (white), channel by channel, row by row.
 *
 * @param channels 1 for grey, 3 for coloured
 * @param size to which images are resized
 */
public record PixelFeatures(int channels, int size) implements FeatureExtractor {

    @Override
    public String identity() {
        return "pixels " + channels + "x" + size + "x" + size;
    }

    @Override
    public int dimension() {
        return channels * size * size;
    }

    @Override
    public ImageFeatures features(LabelledImages images) {
        LabelledImages small = images.withChannels(channels).resized(size, size);
        byte[] pixels = small.pixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] & 0xff) / 255f;
        }
        return ImageFeatures.of(images.count(), dimension(), values);
    }
}
