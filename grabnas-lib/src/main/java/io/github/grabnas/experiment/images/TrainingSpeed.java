package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How fast networks are trained. */
@FunctionalInterface
public interface TrainingSpeed {

    /** Steps by which the loops are compiled. */
    int WARM_UP_STEPS = 100;

    /** So many steps at least are timed. */
    int FEWEST_STEPS = 5;

    /** More threads are tried as long as they do not take so many times as long as the best number so far. */
    double CLEARLY_SLOWER = 1.1;

    /**
     * How long one training image takes in a network of this skeleton.
     *
     * @param batchSize of the training, a multiple of 16
     */
    Timing timing(Skeleton skeleton, int batchSize);

    /**
     * How long one training image takes.
     *
     * @param secondsAnImage forward, backward and step
     * @param threads with which it takes so long
     */
    record Timing(double secondsAnImage, int threads) {}

    /**
     * Measured on this machine: the mean step, but for the slowest tenth, of a cell of three 3x3 and two 1x1
     * convolutions, as good ones are, trained on noise. Java compiles loops while they run, so before the first
     * measurement there are {@code warmUp} seconds and {@value #WARM_UP_STEPS} steps that do not count, or five times
     * as many seconds if steps are slow.
     *
     * <p>Measured with one thread, with 2, 4, 8 and so on, and with all, as long as more do not take clearly longer;
     * the quickest number counts. Threads of a small network wait for each other, the more so on a busy machine.
     *
     * @param threads how many may work on one batch
     * @param seconds of each measurement
     */
    static TrainingSpeed measured(TrainingEngine engine, int threads, double warmUp, double seconds) {
        return new TrainingSpeed() {

            private boolean warm;

            @Override
            public Timing timing(Skeleton skeleton, int batchSize) {
                if (!warm) {
                    steps(
                            engine,
                            1,
                            skeleton,
                            batchSize,
                            (done, time) -> time > 5 * warmUp || time > warmUp && done >= WARM_UP_STEPS);
                    warm = true;
                }
                return quickest(threads, some -> secondsAnImage(engine, some, skeleton, batchSize, seconds));
            }
        };
    }

    /**
     * The quickest of 1, 2, 4 and so on threads, and of all; numbers beyond one that takes clearly longer than the best
     * so far ({@link #CLEARLY_SLOWER}) are not tried.
     *
     * @param threads how many there are
     * @param secondsAnImage with so many
     */
    static Timing quickest(int threads, IntToDoubleFunction secondsAnImage) {
        Timing best = new Timing(secondsAnImage.applyAsDouble(1), 1);
        for (int last = 1; last < threads; ) {
            int more = Math.min(2 * last, threads);
            double seconds = secondsAnImage.applyAsDouble(more);
            if (seconds < best.secondsAnImage()) {
                best = new Timing(seconds, more);
            }
            last = seconds > CLEARLY_SLOWER * best.secondsAnImage() ? threads : more;
        }
        return best;
    }

    private static double secondsAnImage(
            TrainingEngine engine, int threads, Skeleton skeleton, int batchSize, double seconds) {
        double[] steps =
                steps(engine, threads, skeleton, batchSize, (done, time) -> time > seconds && done >= FEWEST_STEPS);
        Arrays.sort(steps);
        // The slowest ones were disturbed by something that does not last.
        return Arrays.stream(steps, 0, Math.max(1, steps.length * 9 / 10))
                        .average()
                        .orElseThrow()
                / batchSize;
    }

    /** Says when enough was timed. */
    @FunctionalInterface
    interface Enough {
        /** Whether so many steps in so many seconds are. */
        boolean is(int steps, double seconds);
    }

    /** The seconds of each step. */
    private static double[] steps(TrainingEngine engine, int threads, Skeleton skeleton, int batchSize, Enough enough) {
        LabelledImages noise = noise(skeleton, batchSize);
        Pixels pixels = Pixels.of(noise);
        int[] all = IntStream.range(0, batchSize).toArray();
        List<Double> seconds = new ArrayList<>();
        try (TrainableNetwork network = engine.network(typical().graph(), skeleton, batchSize, threads)) {
            long begin = System.nanoTime();
            long last = begin;
            do {
                network.load(noise, all, pixels);
                network.gradient();
                network.step(1e-3, 0.9, 5e-4);
                long now = System.nanoTime();
                seconds.add((now - last) / 1e9);
                last = now;
            } while (!enough.is(seconds.size(), (last - begin) / 1e9));
        }
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Cell typical() {
        return Cell.parse(
                "|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|" + "nor_conv_3x3~2|");
    }

    private static LabelledImages noise(Skeleton skeleton, int batchSize) {
        int size = skeleton.imageSize();
        byte[] pixels = new byte[batchSize * skeleton.imageChannels() * size * size];
        new Random(0).nextBytes(pixels);
        List<String> classes = IntStream.range(0, Math.min(batchSize, skeleton.classes()))
                .mapToObj(String::valueOf)
                .toList();
        int[] labels =
                IntStream.range(0, batchSize).map(i -> i % classes.size()).toArray();
        return new LabelledImages("noise", skeleton.imageChannels(), size, size, classes, pixels, labels);
    }
}
