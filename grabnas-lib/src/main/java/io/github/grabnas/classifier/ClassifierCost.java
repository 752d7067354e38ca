package io.github.grabnas.classifier;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import org.apache.commons.math3.stat.StatUtils;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What classifying one image costs.
 *
 * @param parameters weights of the network, without dead ends, as {@link NetworkCost#trainedParameters} counts them
 * @param flops multiply-adds of convolutions and the linear layer for one image, as NAS-Bench-201 counts them, dead
 *     ends included; see {@link NetworkCost#flops}
 * @param milliseconds for one image on this machine, measured
 */
public record ClassifierCost(long parameters, long flops, double milliseconds) {

    private static final int BATCH = 64;
    private static final int FEWEST = 5;
    /** Java compiles loops while they run. */
    private static final double WARM_UP_SECONDS = 0.1;

    private static final double TIMED_SECONDS = 0.05;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * Counts parameters and multiply-adds, and measures the time: the network classifies batches of 64 images on one
     * thread of the vector engine, with random weights, which the time does not depend on. After 0.1 s of batches that
     * do not count it is the median over 0.05 s, of five batches at least, divided by 64. It is the processor's time
     * for the thread, which on a machine with nothing else to do is the time that passes, and which other work on the
     * machine changes little. The first architectures that a process measures take longer, until Java has compiled its
     * loops; {@link InferenceTimes} waits for that.
     *
     * @throws IllegalArgumentException if the architecture is a graph that is none; the message says why
     */
    public static ClassifierCost measure(Architecture architecture, Skeleton skeleton) {
        return of(architecture, skeleton, milliseconds(architecture, skeleton));
    }

    /** Counts parameters and multiply-adds; the time was measured before. */
    public static ClassifierCost of(Architecture architecture, Skeleton skeleton, double milliseconds) {
        NetworkCost cost = NetworkCost.of(architecture.graph(), skeleton);
        return new ClassifierCost(cost.trainedParameters(), cost.flops(), milliseconds);
    }

    /**
     * The milliseconds with two digits that count, such as {@code 0.083}: those after them differ at every measurement.
     */
    public String millisecondsText() {
        return new BigDecimal(milliseconds).round(new MathContext(2)).toPlainString();
    }

    private static double milliseconds(Architecture architecture, Skeleton skeleton) {
        LabelledImages images = noise(skeleton);
        int[] batch = IntStream.range(0, BATCH).toArray();
        Pixels pixels = Pixels.of(images);
        try (CandidateNetwork network = new CandidateNetwork(architecture.graph(), skeleton, BATCH, 1)) {
            Runnable classified = () -> network.scores(images, batch, pixels);
            repeated(classified, WARM_UP_SECONDS);
            return 1e3 * StatUtils.percentile(repeated(classified, TIMED_SECONDS), 50) / BATCH;
        }
    }

    /** The seconds of each of as many runs as take so long together. */
    private static double[] repeated(Runnable work, double seconds) {
        List<Double> each = new ArrayList<>();
        double all = 0;
        while (each.size() < FEWEST || all < seconds) {
            double begin = now();
            work.run();
            each.add(now() - begin);
            all += each.get(each.size() - 1);
        }
        return each.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double now() {
        boolean counted = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
        return (counted ? THREADS.getCurrentThreadCpuTime() : System.nanoTime()) / 1e9;
    }

    private static LabelledImages noise(Skeleton skeleton) {
        int size = skeleton.imageSize();
        byte[] pixels = new byte[BATCH * skeleton.imageChannels() * size * size];
        new java.util.Random(0).nextBytes(pixels);
        return new LabelledImages(
                "noise", skeleton.imageChannels(), size, size, List.of("noise"), pixels, new int[BATCH]);
    }
}
