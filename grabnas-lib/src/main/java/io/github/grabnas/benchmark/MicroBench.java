package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.ImageTransformation;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The embedded benchmark's tasks: small enough that thousands of candidates can be trained on a laptop, made from real
 * images that come with the checkout.
 *
 * <p>Two targets play the part of new datasets: {@link #digits()}, of other images and other classes than anything in
 * meta-training, and {@link #fashionShift()}, of classes that meta-training has too, but of other images and with
 * another transformation. {@link #tasks()} are for meta-training. All images are grey and 8x8.
 *
 * <pre>{@code
 * MicroBench bench = MicroBench.find();
 * ImageTask digits = bench.digits();
 * ImageTask some = bench.images(bench.tasks().get(17));
 * }</pre>
 */
public final class MicroBench {

    /** The number of meta-training tasks. */
    public static final int TASKS = 400;

    /** Height and width of all images. */
    public static final int SIZE = 8;

    private static final long SEED = 201;
    private static final int FASHION_PER_CLASS = 600;
    /** Of every class of Fashion-MNIST the images before this one are for meta-training, the others held out. */
    private static final int HELD_OUT_FROM = 400;

    private static final int TEST_PER_CLASS = 100;
    private static final int DIGITS_PER_CLASS = 60;
    private static final int SHIFT_PER_CLASS = 60;
    private static final double DIGITS_NOISE = 60;
    private static final double SHEAR = 0.4;

    private final LabelledImages digits;
    private final LabelledImages fashion;

    private MicroBench(LabelledImages digits, LabelledImages fashion) {
        this.digits = digits;
        this.fashion = fashion;
    }

    /**
     * Reads the images from the checkout's {@code data/micro}.
     *
     * @throws MissingDataException if there is no checkout here
     * @throws DataFormatException if a file is damaged
     */
    public static MicroBench find() throws IOException {
        return at(DataFolder.embedded("micro"));
    }

    /** Reads the images from a folder. */
    public static MicroBench at(Path folder) throws IOException {
        return new MicroBench(
                read(folder, "digits", ProxyDataset.DIGIT_NAMES),
                read(folder, "fashion", ProxyDataset.CLOTHES).resized(SIZE, SIZE));
    }

    private static LabelledImages read(Path folder, String name, List<String> classes) throws IOException {
        return IdxReader.read(
                name,
                folder.resolve(name + "-images-idx3-ubyte.gz"),
                folder.resolve(name + "-labels-idx1-ubyte.gz"),
                classes);
    }

    /** The target {@code micro-digits}: the UCI digits with noise, 60 images of each class to train on. */
    public ImageTask digits() {
        return named(
                "micro-digits",
                new ImageTransformation.Noise(DIGITS_NOISE).apply(digits, SEED).split(DIGITS_PER_CLASS, SEED));
    }

    /**
     * The target {@code micro-fashion-shift}: held-out images of Fashion-MNIST, sheared, 60 of each class to train on.
     */
    public ImageTask fashionShift() {
        LabelledImages sheared =
                new ImageTransformation.Warp(0, 1, SHEAR).apply(positions(HELD_OUT_FROM, FASHION_PER_CLASS), SEED);
        return named("micro-fashion-shift", sheared.split(SHIFT_PER_CLASS, SEED));
    }

    /** The images from which the meta-training tasks are made, unchanged; those held out from them are the test. */
    public ImageTask fashion() {
        return new ImageTask("fashion", positions(0, HELD_OUT_FROM), positions(HELD_OUT_FROM, FASHION_PER_CLASS));
    }

    /**
     * The images of one of the two targets.
     *
     * @throws IllegalArgumentException for any other target
     */
    public ImageTask task(Target target) {
        if (target.equals(Target.MICRO_DIGITS)) {
            return digits();
        }
        if (target.equals(Target.MICRO_FASHION_SHIFT)) {
            return fashionShift();
        }
        throw new IllegalArgumentException("target '" + target.label()
                + "' is not one of MicroBench's; expected micro-digits or " + "micro-fashion-shift");
    }

    private static ImageTask named(String name, ImageTask task) {
        return new ImageTask(name, task.training(), task.test());
    }

    /** The images of every class whose position within the class is in a range. */
    private LabelledImages positions(int from, int to) {
        return fashion.select(
                "fashion",
                IntStream.range(0, fashion.count())
                        .filter(i -> i % FASHION_PER_CLASS >= from && i % FASHION_PER_CLASS < to)
                        .toArray());
    }

    /** The meta-training tasks. */
    public List<MicroTask> tasks() {
        return IntStream.range(0, TASKS).mapToObj(MicroBench::task).toList();
    }

    private static MicroTask task(int number) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003L + number);
        List<String> classes = new ArrayList<>(ProxyDataset.CLOTHES);
        for (int i = classes.size() - 1; i > 0; i--) {
            Collections.swap(classes, i, random.nextInt(i + 1));
        }
        int perClass = 20 * (2 + random.nextInt(4));
        List<ImageTransformation> chosen = ImageTransformation.upToTwo(random);
        return new MicroTask(number, classes.subList(0, 3 + random.nextInt(8)), chosen, perClass);
    }

    /** The images of a meta-training task, at least 100 of each class to test with. */
    public ImageTask images(MicroTask task) {
        LabelledImages images = positions(0, HELD_OUT_FROM)
                .classes(task.classes())
                .atMost(task.perClass() + TEST_PER_CLASS, SEED + task.number());
        for (ImageTransformation transformation : task.transformations()) {
            images = transformation.apply(images, SEED + task.number());
        }
        return named(task.name(), images.split(task.perClass(), SEED + task.number()));
    }
}
