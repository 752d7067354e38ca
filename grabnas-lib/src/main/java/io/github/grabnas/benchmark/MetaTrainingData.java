package io.github.grabnas.benchmark;

import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.FeatureExtractor;
import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.data.image.RandomCrops;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tuples of meta-training, and the datasets of their tasks: for every class the feature vectors of its images, from
 * which samples are drawn.
 *
 * @param tuples task, cell and accuracy
 * @param tasks of every task the numbers of its classes
 * @param classes of every class the feature vectors of its images, one a row; empty for classes that no tuple needs
 * @param taskFactors of every task the factors that its effect on an accuracy is explained by, as numbers below
 *     {@code taskFactorCount}
 * @param taskFactorCount how many factors there are
 * @param taskScales of every task by how much its accuracies spread, relative to the other tasks: all 1 where the
 *     spreads are not known
 * @param withheld cells that were taken out ({@link #without}); nothing that is made up, such as pseudo-negatives, may
 *     be one of them
 */
public record MetaTrainingData(
        List<MetaTrainingTuple> tuples,
        List<List<Integer>> tasks,
        List<Matrix> classes,
        List<List<Integer>> taskFactors,
        int taskFactorCount,
        List<Double> taskScales,
        WithheldCells withheld) {

    private static final String IMAGENET_CLASSES = DataFolder.METAD2A + "/imagenet32_classes.csv";
    private static final String IMAGENET_SAMPLES = "images/imagenet1k-samples.zip";
    private static final String TINY_IMAGENET = "images/tiny-imagenet200.zip";
    private static final int IMAGENET_SIZE = 96;
    private static final int CROPS = 20;
    /** Three times what a sample draws of a class, so that samples differ. */
    private static final int TARGET_CROPS = 60;

    private static final int SMALLEST_CROP = 56;
    private static final double USUAL_SPREAD = 2;
    private static final double SPREAD_PRIOR = 4;

    /**
     * Makes the lists immutable.
     *
     * @throws IllegalArgumentException if there are not as many factors and scales as tasks, or a tuple is of a task,
     *     or a task of a class, that there is not
     */
    public MetaTrainingData {
        tuples = List.copyOf(tuples);
        tasks = tasks.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
        taskFactors = taskFactors.stream().map(List::copyOf).toList();
        taskScales = List.copyOf(taskScales);
        Objects.requireNonNull(withheld, "withheld");
        if (taskFactors.size() != tasks.size() || taskScales.size() != tasks.size()) {
            throw new IllegalArgumentException(tasks.size() + " tasks, " + taskFactors.size() + " times factors, "
                    + taskScales.size() + " scales: expected as many of each");
        }
        int classCount = classes.size();
        tasks.stream().flatMap(List::stream).forEach(k -> requireIndex("a task's class", k, classCount));
        int taskCount = tasks.size();
        tuples.forEach(t -> requireIndex("the task of '" + t.architecture().text() + "'", t.task(), taskCount));
    }

    private static void requireIndex(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(what + " has number " + index + "; expected 0 to " + (count - 1));
        }
    }

    /** Data of tasks whose accuracies spread alike. */
    public MetaTrainingData(
            List<MetaTrainingTuple> tuples,
            List<List<Integer>> tasks,
            List<Matrix> classes,
            List<List<Integer>> taskFactors,
            int taskFactorCount) {
        this(
                tuples,
                tasks,
                classes,
                taskFactors,
                taskFactorCount,
                Collections.nCopies(tasks.size(), 1.0),
                WithheldCells.none());
    }

    /** The same without the tuples of graphs with more nodes, which a graph encoder may not be able to read. */
    public MetaTrainingData withGraphsOfAtMost(int nodes) {
        return with(t -> t.architecture().graph().nodeCount() <= nodes);
    }

    /** The same without the tuples of graphs that are no cells. */
    public MetaTrainingData withCellsOnly() {
        return with(t -> t.cell().isPresent());
    }

    /**
     * The same without the tuples of some cells, and of architectures that equal one of them. Where the tasks' scales
     * are known, they are measured again, on the tuples that stay: a scale, too, would tell of a withheld accuracy.
     */
    public MetaTrainingData without(WithheldCells cells) {
        Set<Architecture> kept = new HashSet<>(cells.removedFrom(
                tuples.stream().map(MetaTrainingTuple::architecture).distinct().toList()));
        List<MetaTrainingTuple> rest =
                tuples.stream().filter(t -> kept.contains(t.architecture())).toList();
        boolean same = rest.size() == tuples.size() || taskScales.stream().allMatch(scale -> scale == 1);
        return new MetaTrainingData(
                rest,
                tasks,
                classes,
                taskFactors,
                taskFactorCount,
                same ? taskScales : spreads(rest, tasks.size()),
                cells);
    }

    private MetaTrainingData with(Predicate<MetaTrainingTuple> taken) {
        return new MetaTrainingData(
                tuples.stream().filter(taken).toList(),
                tasks,
                classes,
                taskFactors,
                taskFactorCount,
                taskScales,
                withheld);
    }

    /** The length of a feature vector. */
    public int featureCount() {
        return classes.stream().mapToInt(Matrix::columns).max().orElseThrow();
    }

    /** The tuples of one part. */
    public List<MetaTrainingTuple> tuples(MetaTrainingTuple.Split split) {
        return tuples.stream().filter(t -> t.split() == split).toList();
    }

    /** The tuples for validation whose tasks no training tuple has. */
    public List<MetaTrainingTuple> heldOut() {
        Set<Integer> known = tuples(MetaTrainingTuple.Split.TRAIN).stream()
                .map(MetaTrainingTuple::task)
                .collect(Collectors.toSet());
        return tuples(MetaTrainingTuple.Split.VALID).stream()
                .filter(t -> !known.contains(t.task()))
                .toList();
    }

    /** A dataset of a task: instances drawn for each of its classes. */
    public DatasetSample sample(int task, int perClass, SplittableRandom random) {
        List<Matrix> drawn = new ArrayList<>();
        for (int c : tasks.get(task)) {
            drawn.add(draw(classes.get(c), perClass, random));
        }
        return new DatasetSample(drawn);
    }

    /** Some rows, drawn without repetition; all where they are fewer. */
    public static Matrix draw(Matrix pool, int count, SplittableRandom random) {
        int[] order = java.util.stream.IntStream.range(0, pool.rows()).toArray();
        int kept = Math.min(count, order.length);
        for (int i = 0; i < kept; i++) {
            int j = i + random.nextInt(order.length - i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return pool.selectRows(java.util.Arrays.copyOf(order, kept));
    }

    /**
     * The tuples measured at proxy scale: 400 tasks of photographs and letters, of which the last tenth decides when to
     * stop. Every task is a factor of its own.
     *
     * @param features of the tasks' images, such as {@link ProxyFeatures#find()}
     */
    public static MetaTrainingData proxy(ProxyFeatures features) throws IOException {
        return proxy(features, task -> true);
    }

    /**
     * The same with some of the tasks only.
     *
     * @param taken which tasks, by name, such as {@code notmnist-0003}
     */
    public static MetaTrainingData proxy(ProxyFeatures features, Predicate<String> taken) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        for (ProxyTupleReader.Training training : ProxyTupleReader.find().training()) {
            names.put(training.tuple().task(), training.task());
            if (training.seed() == 0 && taken.test(training.task())) {
                tuples.add(training.tuple());
            }
        }
        List<List<Integer>> tasks = new ArrayList<>();
        List<Matrix> classes = new ArrayList<>();
        List<List<Integer>> factors = new ArrayList<>();
        for (int task = 0; task < ProxyTasks.TRAINING; task++) {
            List<Matrix> of = features.of(names.get(task));
            int first = classes.size();
            tasks.add(java.util.stream.IntStream.range(first, first + of.size())
                    .boxed()
                    .toList());
            classes.addAll(of);
            factors.add(List.of(task));
        }
        return new MetaTrainingData(
                tuples,
                tasks,
                classes,
                factors,
                ProxyTasks.TRAINING,
                spreads(tuples, ProxyTasks.TRAINING),
                WithheldCells.none());
    }

    /**
     * The standard deviation of each task's accuracies, in units of {@value #USUAL_SPREAD} points. That of a dozen
     * cells is uncertain, so it is drawn towards the mean over the tasks, as if {@value #SPREAD_PRIOR} more cells had
     * that; where no task has two cells, all are 1.
     */
    private static List<Double> spreads(List<MetaTrainingTuple> tuples, int tasks) {
        double[] sums = new double[tasks];
        double[] squares = new double[tasks];
        int[] counts = new int[tasks];
        for (MetaTrainingTuple t : tuples) {
            sums[t.task()] += t.accuracy();
            squares[t.task()] += t.accuracy() * t.accuracy();
            counts[t.task()]++;
        }
        double[] variances = new double[tasks];
        for (int t = 0; t < tasks; t++) {
            variances[t] = counts[t] < 2 ? 0 : (squares[t] - sums[t] * sums[t] / counts[t]) / (counts[t] - 1);
        }
        double usual = java.util.stream.IntStream.range(0, tasks)
                .filter(t -> counts[t] > 1)
                .mapToDouble(t -> Math.sqrt(variances[t]))
                .average()
                .orElse(USUAL_SPREAD);
        List<Double> spreads = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            int freedom = Math.max(0, counts[t] - 1);
            double variance = (freedom * variances[t] + SPREAD_PRIOR * usual * usual) / (freedom + SPREAD_PRIOR);
            spreads.add(Math.sqrt(variance) / USUAL_SPREAD);
        }
        return spreads;
    }

    /**
     * MetaD2A's tuples, on tasks of 20 classes of ImageNet each. Of every class there is one picture, of which 20
     * crops, every other one mirrored, are taken; for the classes of Tiny-ImageNet its 40 images are added. The factors
     * of a task are its classes.
     *
     * @param features for photographs
     * @throws io.github.grabnas.data.MissingDataException if a file is not there; the message says how to get it
     */
    public static MetaTrainingData paper(FeatureExtractor features) throws IOException {
        DataFolder data = DataFolder.find();
        MetaTrainingSet set = MetaD2aReader.read(data.require(DataFolder.METAD2A));
        Map<Integer, String> names = imagenetClasses(data.require(IMAGENET_CLASSES));
        Set<Integer> needed = new LinkedHashSet<>();
        set.tuples().forEach(t -> needed.addAll(set.tasks().get(t.task())));
        LabelledImages samples = new ClassFolderReader(IMAGENET_SIZE).read(data.require(IMAGENET_SAMPLES), "train");
        LabelledImages tiny = new ClassFolderReader(64).read(data.require(TINY_IMAGENET), "train");
        ImageFeatures tinyVectors = features.features(tiny);
        LabelledImages crops = new RandomCrops(CROPS, SMALLEST_CROP)
                .of(samples.classes(needed.stream().sorted().map(names::get).toList()), 0);
        ImageFeatures cropVectors = features.features(crops);
        List<Matrix> classes = new ArrayList<>(Collections.nCopies(1001, Matrix.zeros(0, features.dimension())));
        for (int label : needed) {
            Matrix rows = rows(cropVectors, crops.ofClass(crops.classNames().indexOf(names.get(label))));
            int other = tiny.classNames().indexOf(names.get(label));
            classes.set(label, other < 0 ? rows : rows.append(rows(tinyVectors, tiny.ofClass(other))));
        }
        return new MetaTrainingData(set.tuples(), set.tasks(), classes, set.tasks(), classes.size());
    }

    /**
     * Images of ImageNet16-120's 120 classes, the first of ImageNet32's labels (Dong and Yang, 2020), at 16x16 as the
     * benchmark has them: {@value #TARGET_CROPS} crops of one picture each.
     */
    public static LabelledImages imagenet16() throws IOException {
        DataFolder data = DataFolder.find();
        Map<Integer, String> names = imagenetClasses(data.require(IMAGENET_CLASSES));
        LabelledImages samples = new ClassFolderReader(IMAGENET_SIZE).read(data.require(IMAGENET_SAMPLES), "train");
        List<String> classes = java.util.stream.IntStream.rangeClosed(1, 120)
                .mapToObj(names::get)
                .toList();
        return new RandomCrops(TARGET_CROPS, SMALLEST_CROP)
                .of(samples.classes(classes), 0)
                .resized(16, 16);
    }

    /** Whether what {@link #imagenet16} reads is there. */
    public static boolean hasImagenet16() {
        DataFolder data = DataFolder.find();
        return data.file(IMAGENET_CLASSES).isPresent()
                && data.file(IMAGENET_SAMPLES).isPresent();
    }

    private static Map<Integer, String> imagenetClasses(Path file) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        CsvTable.read(
                InputFile.packedOrNot(file, "the list of ImageNet's classes"),
                List.of("label", "wnid", "name"),
                row -> {
                    try {
                        names.put(
                                DecimalNumber.parseInt(row.field(0).trim()),
                                row.field(1).trim());
                    } catch (NumberFormatException e) {
                        throw row.fault("'" + row.field(0) + "': expected a label, a whole number");
                    }
                });
        return names;
    }

    private static Matrix rows(ImageFeatures vectors, List<Integer> images) {
        return Matrix.ofRows(images.stream().map(vectors::row).toArray(double[][]::new));
    }
}
