package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.ClassFolderReader;
import io.github.grabnas.data.image.IdxReader;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The datasets on which every unique cell is trained at proxy scale: real images at 8x8 pixels in three parts that no
 * image shares. A network learns from the training images, a search sees the accuracy on the validation images, and the
 * accuracy on the test images is reported.
 *
 * <p>Of CIFAR-10, CIFAR-100, MNIST and Fashion-MNIST the test images come from the publishers' own test images. The
 * other datasets are small, and their images are pooled: of each class a half is for training, a quarter for
 * validation, a quarter for the test. {@link #reported()} are the targets of the experiments; on {@link #development()}
 * settings are chosen, and they are never reported.
 *
 * <pre>{@code
 * ImageTask mnist = ProxyDataset.MNIST.read(DataFolder.find());
 * }</pre>
 */
public enum ProxyDataset {

    /** CIFAR-10, 10 classes: 5,000 training, 5,000 validation and 5,000 test images. */
    CIFAR10("proxy-cifar10", "CIFAR-10 (proxy)", "images/cifar10-20k.zip"),
    /** CIFAR-100, 100 classes: 4,000 training, 1,000 validation and 1,000 test images. */
    CIFAR100("proxy-cifar100", "CIFAR-100 (proxy)", "images/cifar100.zip"),
    /** MNIST, 10 classes: 5,000 training, 5,000 validation and 5,000 test images. */
    MNIST("proxy-mnist", "MNIST (proxy)", "images/mnist"),
    /** Oxford-IIIT Pet, 37 breeds: half of 1,766 images for training. */
    PETS("proxy-pets", "Oxford-IIIT Pet (proxy)", "images/oxford-pets-37.zip"),
    /** Edge maps of FGVC-Aircraft, no photographs; 30 manufacturers: half of 3,017 images for training. */
    AIRCRAFT_EDGES("proxy-aircraft-edges", "FGVC-Aircraft edge maps (proxy)", "images/fgvc-aircraft-edges.zip"),
    /** The UCI handwritten digits, 10 classes: half of 1,797 images for training. They come with the checkout. */
    DIGITS("proxy-digits", "UCI digits (proxy)", "proxy/images"),
    /** Fashion-MNIST, 10 classes: 5,000 images for each part. They come with the checkout. */
    FASHION("proxy-fashion", "Fashion-MNIST (proxy)", "proxy/images"),
    /** For development: twenty classes of Tiny-ImageNet that no meta-training task has, 40 images of each. */
    DEVELOPMENT_TINY_IMAGENET(
            "development-tiny-imagenet", "20 classes of Tiny-ImageNet (development)", TinyImageNet.PLACE),
    /** For development: notMNIST, the letters A to J, 500 images of each that no meta-training task has. */
    DEVELOPMENT_NOTMNIST("development-notmnist", "notMNIST (development)", NotMnist.PLACE);

    /** Height and width of all images. */
    public static final int SIZE = 8;

    private static final long SEED = 201;
    private static final int PER_CLASS = 500;
    private static final int CIFAR100_TRAINING = 40;
    private static final List<String> DIGIT_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final List<String> CLOTHES = List.of(
            "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");

    private final Target target;
    private final String place;

    ProxyDataset(String label, String title, String place) {
        this.target = new Target(label, title);
        this.place = place;
    }

    /** The seven targets of the experiments. */
    public static List<ProxyDataset> reported() {
        return List.of(CIFAR10, CIFAR100, MNIST, PETS, AIRCRAFT_EDGES, DIGITS, FASHION);
    }

    /** Those of {@link #reported()} whose table is in the checkout. */
    public static List<ProxyDataset> measured() {
        return reported().stream().filter(ProxyDataset::hasTable).toList();
    }

    private boolean hasTable() {
        try {
            return Files.exists(DataFolder.embedded("proxy/" + target.label() + ".csv"));
        } catch (MissingDataException e) {
            return false;
        }
    }

    /** The two on which settings are chosen. */
    public static List<ProxyDataset> development() {
        return List.of(DEVELOPMENT_TINY_IMAGENET, DEVELOPMENT_NOTMNIST);
    }

    /**
     * The dataset of a label such as {@code proxy-mnist}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static ProxyDataset of(String label) {
        return Arrays.stream(values())
                .filter(d -> d.target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown proxy dataset '" + label
                        + "'; expected one of "
                        + Arrays.stream(values()).map(d -> d.target.label()).collect(Collectors.joining(", "))));
    }

    /** The target that accuracies on the dataset are of. */
    public Target target() {
        return target;
    }

    /** Whether the images are photographs, of which mirror images are as good as they. */
    public boolean isPhotographs() {
        return this == CIFAR10 || this == CIFAR100 || this == PETS || this == DEVELOPMENT_TINY_IMAGENET;
    }

    /** The reliability that the table's validation accuracies are to have; lower where images are few. */
    public double reliability() {
        return this == CIFAR10 || this == MNIST || this == FASHION ? 0.9 : 0.75;
    }

    /**
     * Reads the three parts. The same images go to the same parts each time.
     *
     * @throws MissingDataException if the images are not there; the message says how to get them
     * @throws DataFormatException if a file is damaged
     */
    public ImageTask read(DataFolder data) throws IOException {
        return switch (this) {
            case CIFAR10 -> official(folders(data, "train"), folders(data, "test"), PER_CLASS);
            case CIFAR100 -> official(folders(data, "train"), folders(data, "test"), CIFAR100_TRAINING);
            case MNIST -> official(idx(images(data), "train"), idx(images(data), "t10k"), PER_CLASS);
            case FASHION -> official(idx(images(data), "fashion-train"), idx(images(data), "fashion-test"), PER_CLASS);
            case PETS, AIRCRAFT_EDGES -> pooled(folders(data, "train").and(folders(data, "test")));
            case DIGITS -> pooled(idx(images(data), "digits"));
            case DEVELOPMENT_TINY_IMAGENET ->
                pooled(TinyImageNet.read(data, SIZE).development());
            case DEVELOPMENT_NOTMNIST -> pooled(NotMnist.read(data, SIZE).development());
        };
    }

    /**
     * The same test images with training images that can be drawn anew, from all that are not for the test.
     *
     * @throws MissingDataException if the images are not there; the message says how to get them
     * @throws DataFormatException if a file is damaged
     */
    public RedrawnTraining redrawn(DataFolder data) throws IOException {
        ImageTask usual = read(data);
        LabelledImages all = switch (this) {
            case CIFAR10, CIFAR100 -> folders(data, "train");
            case MNIST -> idx(images(data), "train");
            case FASHION -> idx(images(data), "fashion-train");
            default -> usual.training().and(usual.validation().orElseThrow());
        };
        return new RedrawnTraining(all, usual);
    }

    private LabelledImages folders(DataFolder data, String part) throws IOException {
        return new ClassFolderReader(SIZE).read(images(data), part);
    }

    /**
     * The file or folder that the images are read from.
     *
     * @throws MissingDataException if it is not there; the message says how to get it
     */
    public Path images(DataFolder data) throws MissingDataException {
        return this == DIGITS || this == FASHION ? DataFolder.embedded(place) : data.require(place);
    }

    private LabelledImages idx(Path folder, String name) throws IOException {
        return IdxReader.read(
                        target.label(),
                        folder.resolve(name + "-images-idx3-ubyte.gz"),
                        folder.resolve(name + "-labels-idx1-ubyte.gz"),
                        this == FASHION ? CLOTHES : DIGIT_NAMES)
                .resized(SIZE, SIZE);
    }

    private ImageTask official(LabelledImages training, LabelledImages test, int perClass) {
        ImageTask halves = training.atMost(2 * PER_CLASS, SEED).split(perClass, SEED);
        return new ImageTask(
                target.label(), halves.training(), Optional.of(halves.test()), test.atMost(PER_CLASS, SEED));
    }

    private ImageTask pooled(LabelledImages all) {
        ImageTask halves = all.splitShare(0.5, SEED);
        ImageTask quarters = halves.test().splitShare(0.5, SEED + 1);
        return new ImageTask(target.label(), halves.training(), Optional.of(quarters.training()), quarters.test());
    }
}
