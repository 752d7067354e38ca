package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;

import java.util.random.RandomGenerator;

/**
 * How an image's bytes become a network's input: each channel scaled to mean 0 and standard deviation 1 over the
 * training images, and, if asked for, the image mirrored and shifted by chance.
 */
public final class Pixels {

    private final float[][] value;
    private final int padding;
    private final boolean mirrored;
    private final RandomGenerator random;

    private final double[] mean;
    private final double[] standardDeviation;

    private Pixels(
            double[] mean,
            double[] standardDeviation,
            float[][] value,
            int padding,
            boolean mirrored,
            RandomGenerator random) {
        this.mean = mean;
        this.standardDeviation = standardDeviation;
        this.value = value;
        this.padding = padding;
        this.mirrored = mirrored;
        this.random = random;
    }

    /** Scales pixels by the mean and deviation of these images. */
    public static Pixels of(LabelledImages training) {
        double[] mean = new double[training.channels()];
        double[] standardDeviation = new double[training.channels()];
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
            mean[c] = (double) sum / count;
            standardDeviation[c] = Math.sqrt(Math.max(1, (double) squares / count - mean[c] * mean[c]));
        }
        return of(mean, standardDeviation);
    }

    /**
     * Scales each channel by a given mean and deviation.
     *
     * @throws IllegalArgumentException if there are not as many of both, one is not finite, or a deviation not positive
     */
    public static Pixels of(double[] mean, double[] standardDeviation) {
        if (mean.length != standardDeviation.length
                || !java.util.Arrays.stream(mean).allMatch(Double::isFinite)
                || java.util.Arrays.stream(standardDeviation).anyMatch(d -> !(d > 0) || Double.isInfinite(d))) {
            throw new IllegalArgumentException("means " + java.util.Arrays.toString(mean) + ", deviations "
                    + java.util.Arrays.toString(standardDeviation)
                    + ": expected a mean and a positive deviation for each channel");
        }
        float[][] value = new float[mean.length][256];
        for (int c = 0; c < mean.length; c++) {
            for (int p = 0; p < 256; p++) {
                value[c][p] = (float) ((p - mean[c]) / standardDeviation[c]);
            }
        }
        return new Pixels(mean.clone(), standardDeviation.clone(), value, 0, false, new java.util.SplittableRandom(0));
    }

    /** The mean of each channel, 0 to 255, a new array. */
    public double[] mean() {
        return mean.clone();
    }

    /** The standard deviation of each channel, a new array. */
    public double[] standardDeviation() {
        return standardDeviation.clone();
    }

    /**
     * The same with chance: a crop of the image after padding it with black on every side (so that it is shifted by up
     * to {@code padding} pixels), and a mirror image every other time. The benchmark crops before it scales, so that
     * what is outside has the value of a black pixel, not of the mean.
     */
    public Pixels augmented(int newPadding, boolean newMirrored, RandomGenerator newRandom) {
        if (newPadding < 0) {
            throw new IllegalArgumentException("padding " + newPadding + ": expected 0 or more pixels");
        }
        return new Pixels(mean, standardDeviation, value, newPadding, newMirrored, newRandom);
    }

    /**
     * Images as a network's input, in a flat array.
     *
     * @param which the images' numbers
     * @return {@code images x channels x height x width}
     */
    public float[] batch(LabelledImages source, int... which) {
        requireChannels(source);
        FeatureMaps maps = new FeatureMaps(
                source.channels(), source.height(), source.width(), FeatureMaps.roundedUp(which.length));
        for (int i = 0; i < which.length; i++) {
            write(source, which[i], maps, i);
        }
        return maps.get(which.length);
    }

    /**
     * Checks that images have the channels that are scaled.
     *
     * @throws IllegalArgumentException if they do not
     */
    void requireChannels(LabelledImages source) {
        if (source.channels() != mean.length) {
            throw new IllegalArgumentException("images of " + source.channels() + " channels: expected " + mean.length
                    + ", as the means and deviations by which they are scaled have; make them grey or coloured first");
        }
    }

    /**
     * Draws the shifts and mirror images of so many images without showing them: a training that goes on after an
     * interruption then shows the others as it would have without.
     */
    public void skip(long images) {
        for (long i = 0; i < images; i++) {
            drawShift();
            drawShift();
            drawMirror();
        }
    }

    private int drawShift() {
        return padding == 0 ? 0 : random.nextInt(2 * padding + 1) - padding;
    }

    private boolean drawMirror() {
        return mirrored && random.nextBoolean();
    }

    void write(LabelledImages source, int image, FeatureMaps maps, int position) {
        int down = drawShift();
        int right = drawShift();
        boolean flip = drawMirror();
        int height = source.height();
        int width = source.width();
        for (int c = 0; c < source.channels(); c++) {
            float[] table = value[c];
            for (int y = 0; y < height; y++) {
                int at = maps.row(c, y) + position;
                int fromY = y + down;
                for (int x = 0; x < width; x++, at += maps.batchSize) {
                    int fromX = (flip ? width - 1 - x : x) + right;
                    boolean inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
                    maps.values[at] = inside ? table[source.pixel(image, c, fromY, fromX)] : table[0];
                }
            }
        }
    }
}
