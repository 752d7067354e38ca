package io.github.grabnas.evaluate.training;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.space.Architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A few training steps of one network on two engines, from the same weights and on the same images: whether they
 * compute the same, and how fast.
 *
 * @param first what the first engine computed
 * @param second what the second engine computed
 * @param differences of the numbers after the first step: gradients, what the step added to the weights, the running
 *     statistics of batch normalisation, and the scores in inference mode
 */
public record EngineComparison(Steps first, Steps second, List<Difference> differences) {

    /**
     * Engines whose numbers differ by no more than this share compute the same up to rounding. Where no ReLU's input
     * rounds to the other side of zero it is some millionths; one that does moves what comes before it by about a
     * thousandth.
     */
    public static final double AGREEMENT = 1e-2;

    /** Copies the list. */
    public EngineComparison {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        differences = List.copyOf(differences);
    }

    /**
     * How far apart some numbers of two engines are.
     *
     * @param what the numbers are
     * @param share the norm of the difference, as a share of the first engine's norm; NaN where numbers are not finite
     */
    public record Difference(String what, double share) {

        /** Checks that nothing is missing. */
        public Difference {
            Objects.requireNonNull(what, "what");
        }

        /** Whether it is rounding. */
        public boolean isAgreement() {
            return share <= AGREEMENT;
        }
    }

    /**
     * What one engine computed.
     *
     * @param engine its name
     * @param losses of all steps, in their order
     * @param imagesPerSecond in the best step after the first
     */
    public record Steps(String engine, List<Double> losses, double imagesPerSecond) {

        /** Copies the list. */
        public Steps {
            Objects.requireNonNull(engine, "engine");
            losses = List.copyOf(losses);
        }

        /** Hours of a recipe's training steps on so many images, without the test images. */
        public double hours(TrainingRecipe recipe, int images) {
            long batches = images / recipe.batchSize();
            return recipe.epochs() * batches * recipe.batchSize() / imagesPerSecond / 3600;
        }
    }

    private record Run(Steps steps, Map<String, List<float[]>> numbers) {}

    /**
     * Trains on both engines, one after the other, on one batch of made-up images.
     *
     * @param steps how many, at least 2
     * @param threads how many may work on one batch
     * @param seed of the weights and images
     */
    public static EngineComparison of(
            TrainingEngine first,
            TrainingEngine second,
            Architecture architecture,
            Skeleton skeleton,
            int batchSize,
            int steps,
            int threads,
            long seed) {
        if (steps < 2) {
            throw new IllegalArgumentException("steps " + steps + ": expected at least 2, as the first warms up");
        }
        LabelledImages images = images(skeleton, batchSize, seed);
        Run one = run(first, architecture, skeleton, images, steps, threads, seed);
        Run two = run(second, architecture, skeleton, images, steps, threads, seed);
        List<Difference> differences = one.numbers().entrySet().stream()
                .map(e -> new Difference(
                        e.getKey(), share(e.getValue(), two.numbers().get(e.getKey()))))
                .toList();
        return new EngineComparison(one.steps(), two.steps(), differences);
    }

    /** Whether both engines compute the same up to rounding. */
    public boolean isAgreement() {
        return differences.stream().allMatch(Difference::isAgreement);
    }

    private static Run run(
            TrainingEngine engine,
            Architecture architecture,
            Skeleton skeleton,
            LabelledImages images,
            int steps,
            int threads,
            long seed) {
        TrainingRecipe recipe = TrainingRecipe.nasBench201();
        List<Double> losses = new ArrayList<>();
        Map<String, List<float[]>> numbers = new LinkedHashMap<>();
        double best = Double.POSITIVE_INFINITY;
        try (TrainableNetwork network = engine.network(architecture.graph(), skeleton, images.count(), threads)) {
            network.initialize(seed);
            Pixels pixels = Pixels.of(images);
            int[] all = IntStream.range(0, images.count()).toArray();
            List<float[]> before = arrays(network.weightNames(), network::weights);
            for (int step = 0; step < steps; step++) {
                long begin = System.nanoTime();
                network.load(images, all, pixels);
                losses.add(network.gradient());
                network.step(recipe.learningRate(), recipe.momentum(), recipe.weightDecay());
                // Asking for a number waits for a device that works on its own.
                network.lastCorrect();
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (step == 0) {
                    numbers = afterFirstStep(network, before);
                } else {
                    best = Math.min(best, seconds);
                }
            }
        }
        return new Run(new Steps(engine.label(), losses, images.count() / best), numbers);
    }

    private static Map<String, List<float[]>> afterFirstStep(TrainableNetwork network, List<float[]> weightsBefore) {
        Map<String, List<float[]>> numbers = new LinkedHashMap<>();
        numbers.put("gradients", arrays(network.weightNames(), network::gradient));
        List<float[]> changes = arrays(network.weightNames(), network::weights);
        for (int t = 0; t < changes.size(); t++) {
            for (int i = 0; i < changes.get(t).length; i++) {
                changes.get(t)[i] -= weightsBefore.get(t)[i];
            }
        }
        numbers.put("changes of the weights", changes);
        numbers.put("running statistics", arrays(network.statisticNames(), network::weights));
        numbers.put("scores", List.of(network.predict()));
        return numbers;
    }

    private static List<float[]> arrays(List<String> names, Function<String, float[]> values) {
        return names.stream().map(values).toList();
    }

    private static double share(List<float[]> one, List<float[]> two) {
        double squares = 0;
        double norm = 0;
        for (int t = 0; t < one.size(); t++) {
            for (int i = 0; i < one.get(t).length; i++) {
                double d = one.get(t)[i] - two.get(t)[i];
                squares += d * d;
                norm += (double) one.get(t)[i] * one.get(t)[i];
            }
        }
        return Math.sqrt(squares / norm);
    }

    /** Noise that is brighter in one channel or another, by the class. */
    private static LabelledImages images(Skeleton skeleton, int count, long seed) {
        int pixels = skeleton.imageSize() * skeleton.imageSize();
        byte[] bytes = new byte[count * skeleton.imageChannels() * pixels];
        int[] labels =
                IntStream.range(0, count).map(i -> i % skeleton.classes()).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < bytes.length; i++) {
            int image = i / (skeleton.imageChannels() * pixels);
            int channel = i / pixels % skeleton.imageChannels();
            int brighter = labels[image] % skeleton.imageChannels() == channel ? 64 : 0;
            bytes[i] = (byte) (brighter + random.nextInt(192));
        }
        List<String> classes = IntStream.range(0, skeleton.classes())
                .mapToObj(c -> "class " + c)
                .toList();
        return new LabelledImages(
                "made-up images",
                skeleton.imageChannels(),
                skeleton.imageSize(),
                skeleton.imageSize(),
                classes,
                bytes,
                labels);
    }
}
