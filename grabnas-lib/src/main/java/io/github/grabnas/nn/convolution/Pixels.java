package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.LabelledImages;

import java.util.random.RandomGenerator;

/**
 * How an image's bytes become a network's input: each channel scaled to mean 0 and standard
 * deviation 1 over the training images, and, if asked for, the image mirrored and shifted by chance.
 */
public final class Pixels {

    private final float[][] value;
    private final int padding;
    private final boolean mirrored;
    private final RandomGenerator random;

    private Pixels(float[][] value, int padding, boolean mirrored, RandomGenerator random) {
        this.value = value;
        this.padding = padding;
        this.mirrored = mirrored;
        this.random = random;
    }

    /** Scales by the mean and deviation of these images. */
    public static Pixels of(LabelledImages training) {
        float[][] value = new float[training.channels()][256];
        for (int c = 0; c < training.channels(); c++) {
            long count = 0;
            long sum = 0;
            long squares = 0;
            for (int i = 0; i < training.count(); i++) {
                for (int y = 0; y < training.height(); y++) {
                    for (int x = 0; x < training.width(); x++) {
                        int p = training.pixel(i, c, y, x);
                        count++;
                        sum += p;
                        squares += (long) p * p;
                    }
                }
            }
            double mean = (double) sum / count;
            double deviation = Math.sqrt(Math.max(1, (double) squares / count - mean * mean));
            for (int p = 0; p < 256; p++) {
                value[c][p] = (float) ((p - mean) / deviation);
            }
        }
        return new Pixels(value, 0, false, new java.util.SplittableRandom(0));
    }

    /**
     * The same with chance: a crop of the image after padding it with zeros on every side (so that it
     * is shifted by up to {@code padding} pixels), and a mirror image every other time.
     */
    public Pixels augmented(int newPadding, boolean newMirrored, RandomGenerator newRandom) {
        if (newPadding < 0) {
            throw new IllegalArgumentException("padding " + newPadding + ": expected 0 or more pixels");
        }
        return new Pixels(value, newPadding, newMirrored, newRandom);
    }

    void write(LabelledImages source, int image, FeatureMaps maps, int lane) {
        int down = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
        int right = padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
        boolean flip = mirrored && random.nextBoolean();
        int height = source.height();
        int width = source.width();
        for (int c = 0; c < source.channels(); c++) {
            float[] table = value[c];
            for (int y = 0; y < height; y++) {
                int at = maps.row(c, y) + lane;
                int fromY = y + down;
                for (int x = 0; x < width; x++, at += maps.lanes) {
                    int fromX = (flip ? width - 1 - x : x) + right;
                    boolean inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
                    maps.values[at] = inside ? table[source.pixel(image, c, fromY, fromX)] : 0f;
                }
            }
        }
    }
}
