package io.github.grabnas.benchmark;

import io.github.grabnas.data.CacheFolder;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.FeatureCache;
import io.github.grabnas.data.image.FeatureExtractor;
import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.ConvolutionalFeatures;
import io.github.grabnas.nn.settransformer.DatasetSample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sets of data on which the method is trained and judged. */
public enum BenchmarkSuite {

    /** Real datasets at proxy scale, measured by this library: what comes with the checkout, images not needed. */
    PROXY,
    /** MetaD2A's tuples and NAS-Bench-201's table: what is fetched. */
    PAPER;

    private static final int IMAGE_SIZE = 32;
    private static final int IMAGES_PER_CLASS = 60;

    /** The name in files and on the command line. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The suite of a target.
     *
     * @throws IllegalArgumentException if it belongs to none; the message lists the targets that do
     */
    public static BenchmarkSuite of(Target target) {
        if (!Target.withTable().contains(target)) {
            throw new IllegalArgumentException(
                    "target '" + target.label() + "' belongs to no suite of this library; expected one of "
                            + Target.withTable().stream().map(Target::label).toList());
        }
        if (Target.proxy().contains(target)) {
            return PROXY;
        }
        return PAPER;
    }

    /** Whether table and images of the suite are there; those of what comes with the checkout always are. */
    public boolean isPresent() {
        DataFolder data = DataFolder.find();
        return this != PAPER
                || data.file(DataFolder.NATS_BENCH).isPresent()
                        && MetaTrainingData.hasImagenet16()
                        && Stream.of(ImageDataset.CIFAR10, ImageDataset.CIFAR100)
                                .allMatch(d -> d.places().stream()
                                        .anyMatch(place -> data.file(place).isPresent()));
    }

    /**
     * The feature extractor that comes with the checkout; what it gives for photographs is kept in {@link CacheFolder}.
     */
    public FeatureExtractor features() throws IOException {
        return switch (this) {
            case PROXY -> ConvolutionalFeatures.proxy();
            case PAPER -> new FeatureCache(ConvolutionalFeatures.paper(), CacheFolder.of("features"));
        };
    }

    /** The tuples, with features of their tasks' images. */
    public MetaTrainingData metaTraining() throws IOException {
        return switch (this) {
            case PROXY -> MetaTrainingData.proxy(ProxyFeatures.find());
            case PAPER -> MetaTrainingData.paper(features());
        };
    }

    /** The accuracies of all cells. */
    public BenchmarkTable table() throws IOException {
        return switch (this) {
            case PROXY -> ProxyTableReader.find().table(targets());
            case PAPER -> NatsBenchReader.published().read(DataFolder.find().require(DataFolder.NATS_BENCH));
        };
    }

    /** The targets. */
    public List<Target> targets() {
        return switch (this) {
            case PROXY -> Target.proxy();
            case PAPER -> Target.nasBench201();
        };
    }

    /**
     * The training images from which a target's sample is drawn, at most 60 of each class. ImageNet16-120's are not to
     * be had as files; those of its 120 classes come from the single pictures of ImageNet's, by crops.
     */
    public LabelledImages images(Target target) throws IOException {
        if (of(target) == PROXY) {
            return fewer(ProxyDataset.of(target.label()).read(DataFolder.find()).training());
        }
        return target.equals(Target.IMAGENET16_120)
                ? MetaTrainingData.imagenet16()
                : fewer(ImageDataset.of(target.label())
                        .read(DataFolder.find(), IMAGE_SIZE)
                        .training());
    }

    /**
     * The pictures of anybody's dataset at the size for which the suite's features are: a folder or zip with a folder
     * for each class, or with such folders in {@code train}; at most 60 of each class.
     *
     * @throws IOException if they cannot be read; the message names the file
     */
    public LabelledImages readImages(Path source) throws IOException {
        ClassFolderReader reader = new ClassFolderReader(IMAGE_SIZE);
        return fewer(reader.read(source, reader.hasPart(source, "train") ? "train" : ""));
    }

    /**
     * A sample of a target's dataset, as the dataset encoder reads it; each seed draws its own, where there are more.
     */
    public DatasetSample sample(Target target, long seed) throws IOException {
        return DatasetSample.draw(vectors(target), DatasetSample.PER_CLASS, seed);
    }

    /**
     * The feature vectors from which a target's sample is drawn: for each class a matrix, one row an image. Where the
     * checkout has them, no image is read.
     */
    public List<Matrix> vectors(Target target) throws IOException {
        return of(target) == PROXY ? ProxyFeatures.find().of(target.label()) : vectors(images(target));
    }

    /** The feature vectors of any dataset's images, as {@link #vectors(Target)} gives them. */
    public List<Matrix> vectors(LabelledImages images) throws IOException {
        return features().features(images).byClass(images);
    }

    /** A sample of any dataset's training images, with the suite's features. */
    public DatasetSample sample(LabelledImages images, long seed) throws IOException {
        return DatasetSample.draw(vectors(images), DatasetSample.PER_CLASS, seed);
    }

    /** At most {@value #IMAGES_PER_CLASS} training images of each class, as {@link #images} gives them for a target. */
    public static LabelledImages fewer(LabelledImages training) {
        return training.atMost(IMAGES_PER_CLASS, 0);
    }
}
