package io.github.grabnas.benchmark;

import io.github.grabnas.benchmark.ProxyTask.Domain;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.ClassGroups;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.ImageTransformation;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The tasks of meta-training at proxy scale, and those held out to judge by: which they are, and their images.
 *
 * <pre>{@code
 * ProxyTasks tasks = ProxyTasks.read(DataFolder.find());
 * ImageTask images = tasks.images(tasks.training().get(17));
 * }</pre>
 */
public final class ProxyTasks {

    /** How many tasks are for meta-training. */
    public static final int TRAINING = 400;

    /** How many are held out; their classes are in no training task. */
    public static final int HELD_OUT = 20;

    /** How many tasks have photographs of several classes as one. */
    public static final int GROUPS = 100;

    private static final long SEED = 201;
    private static final int LARGEST_SIZE = 16;
    private static final int MOST_CLASSES = 20;
    private static final int FEWEST_CLASSES = 4;
    private static final int FEW_IMAGES = 20;
    private static final int MANY_IMAGES = 60;
    /** How many classes of photographs are one, of 40 images each. */
    private static final List<Integer> TOGETHER = List.of(5, 10, 15);

    private static final int PHOTOGRAPHS = 40;
    private static final int FEWEST_GROUPS = 3;
    /** Classes of photographed letters with fewer are left out. */
    private static final int RARE = 30;

    private static final String STREET_LETTERS = "images/street-view-chars74k.zip";

    private final Map<Domain, LabelledImages> images;
    private final List<String> trainingClasses;
    private final List<ProxyTask> training;
    private final List<ProxyTask> heldOut;
    private final List<ProxyTask> groups;

    private ProxyTasks(Map<Domain, LabelledImages> images, TinyImageNet tiny) {
        this.images = images;
        this.trainingClasses = tiny.trainingClasses();
        this.training = IntStream.range(0, TRAINING)
                .mapToObj(number -> task(number, domain(number), trainingClasses))
                .toList();
        this.heldOut = IntStream.range(TRAINING, TRAINING + HELD_OUT)
                .mapToObj(number -> task(number, Domain.TINY_IMAGENET, tiny.heldOutClasses()))
                .toList();
        int first = TRAINING + HELD_OUT;
        this.groups = IntStream.range(first, first + GROUPS)
                .mapToObj(number -> groupTask(number, trainingClasses))
                .toList();
    }

    /**
     * Reads the images of all domains.
     *
     * @throws io.github.grabnas.data.MissingDataException if those of one are not there
     */
    public static ProxyTasks read(DataFolder data) throws IOException {
        TinyImageNet tiny = TinyImageNet.read(data, LARGEST_SIZE);
        Map<Domain, LabelledImages> images = new EnumMap<>(Domain.class);
        images.put(Domain.TINY_IMAGENET, tiny.images());
        images.put(Domain.NOTMNIST, NotMnist.read(data, LARGEST_SIZE).training());
        images.put(Domain.STREET_LETTERS, streetLetters(data));
        return new ProxyTasks(images, tiny);
    }

    /** The letters, without digits, which are the classes of targets, and without letters that are rare. */
    private static LabelledImages streetLetters(DataFolder data) throws IOException {
        ClassFolderReader reader = new ClassFolderReader(LARGEST_SIZE);
        LabelledImages all = reader.read(data.require(STREET_LETTERS), "train")
                .and(reader.read(data.require(STREET_LETTERS), "test"));
        return all.classes(IntStream.range(0, all.classNames().size())
                .filter(c -> all.ofClass(c).size() >= RARE)
                .mapToObj(all.classNames()::get)
                .filter(name -> name.contains("_"))
                .toList());
    }

    /**
     * All images of which training tasks are made, as one dataset with the classes of all domains, in colour at 16x16:
     * what a feature extractor may be trained on.
     */
    public LabelledImages trainingImages() {
        LabelledImages photographs = images.get(Domain.TINY_IMAGENET).classes(trainingClasses);
        return photographs.union(images.get(Domain.NOTMNIST).withChannels(3)).union(images.get(Domain.STREET_LETTERS));
    }

    /** The tasks of meta-training: three fifths photographs, the others letters. */
    public List<ProxyTask> training() {
        return training;
    }

    /** The tasks to judge by. */
    public List<ProxyTask> heldOut() {
        return heldOut;
    }

    /**
     * Further tasks of photographs, whose classes are several of Tiny-ImageNet's together and so have hundreds of
     * images: neighbours in the order of their WordNet numbers, in which related animals stand side by side. Nothing is
     * trained on them: networks hardly tell such classes apart, and their tuples say no more of other datasets than
     * those of few photographs do.
     */
    public List<ProxyTask> groups() {
        return groups;
    }

    private static ProxyTask groupTask(int number, List<String> photographed) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003L + number);
        List<String> sorted = photographed.stream().sorted().toList();
        int together = TOGETHER.get(random.nextInt(TOGETHER.size()));
        int most = sorted.size() / together;
        int offset = random.nextInt(sorted.size() - most * together + 1);
        List<String> groups = new ArrayList<>(new ClassGroups(IntStream.range(0, most)
                        .mapToObj(g -> sorted.subList(offset + g * together, offset + (g + 1) * together))
                        .toList())
                .names());
        shuffle(groups, random);
        int count = Math.min(MOST_CLASSES, FEWEST_GROUPS + random.nextInt(most - FEWEST_GROUPS + 1));
        boolean large = random.nextInt(4) == 0;
        return new ProxyTask(
                number,
                Domain.TINY_IMAGENET_GROUPS,
                groups.subList(0, count),
                ImageTransformation.upToTwo(random, new ImageTransformation.Edges()),
                random.nextInt(3) == 0,
                large ? LARGEST_SIZE : ProxyDataset.SIZE,
                PHOTOGRAPHS * together,
                shown(random, large));
    }

    private static void shuffle(List<String> classes, SplittableRandom random) {
        for (int i = classes.size() - 1; i > 0; i--) {
            Collections.swap(classes, i, random.nextInt(i + 1));
        }
    }

    private static int shown(SplittableRandom random, boolean large) {
        return List.of(5_000, 10_000, 20_000, 30_000).get(random.nextInt(large ? 2 : 4));
    }

    private static Domain domain(int number) {
        return switch (number % 5) {
            case 3 -> Domain.NOTMNIST;
            case 4 -> Domain.STREET_LETTERS;
            default -> Domain.TINY_IMAGENET;
        };
    }

    private ProxyTask task(int number, Domain domain, List<String> photographed) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003L + number);
        List<String> classes = new ArrayList<>(
                domain == Domain.TINY_IMAGENET
                        ? photographed
                        : images.get(domain).classNames());
        shuffle(classes, random);
        int count = Math.min(classes.size(), FEWEST_CLASSES + random.nextInt(MOST_CLASSES - FEWEST_CLASSES + 1));
        boolean large = random.nextInt(4) == 0;
        return new ProxyTask(
                number,
                domain,
                classes.subList(0, count),
                ImageTransformation.upToTwo(random, new ImageTransformation.Edges()),
                domain == Domain.NOTMNIST || random.nextInt(3) == 0,
                large ? LARGEST_SIZE : ProxyDataset.SIZE,
                perClass(domain, random),
                shown(random, large));
    }

    /** Few images in every fourth task, otherwise all of photographs, and of letters different numbers. */
    private static int perClass(Domain domain, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return FEW_IMAGES;
        }
        return domain == Domain.NOTMNIST ? 50 * (1 + random.nextInt(10)) : MANY_IMAGES;
    }

    private LabelledImages classes(ProxyTask task) {
        if (task.domain() != Domain.TINY_IMAGENET_GROUPS) {
            return images.get(task.domain()).classes(task.classes());
        }
        return ClassGroups.named(task.classes()).of(images.get(Domain.TINY_IMAGENET));
    }

    /** The images of a task, half of each class to train on. */
    public ImageTask images(ProxyTask task) {
        long seed = SEED + task.number();
        LabelledImages chosen = classes(task).atMost(task.perClass(), seed);
        if (task.grey()) {
            chosen = chosen.withChannels(1);
        }
        for (ImageTransformation transformation : task.transformations()) {
            chosen = transformation.apply(chosen, seed);
        }
        ImageTask halves = chosen.resized(task.size(), task.size()).splitShare(0.5, seed);
        return new ImageTask(task.name(), halves.training(), halves.test());
    }
}
