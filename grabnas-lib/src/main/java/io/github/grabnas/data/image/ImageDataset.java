package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The image datasets on which the paper evaluates, by name: where their files lie in a {@link DataFolder}, how they are
 * read, how many classes they have, and where they come from. Pictures are resized as a whole, whatever their
 * proportions, as the published recipes do; {@link ImageCollectionReader} takes the squares in their middle.
 *
 * <pre>{@code
 * ImageTask task = ImageDataset.CIFAR10.read(DataFolder.find(), 32);
 * }</pre>
 */
public enum ImageDataset {

    /** CIFAR-10, the binary version, or a zip with {@code train} and {@code test} folders of class folders. */
    CIFAR10(
            "cifar10",
            "CIFAR-10",
            10,
            "cifar-10-batches-bin",
            "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
    /** CIFAR-100 with its fine classes, in the same two forms. */
    CIFAR100(
            "cifar100",
            "CIFAR-100",
            100,
            "cifar-100-binary",
            "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
    /** MNIST, four gzipped IDX files. */
    MNIST("mnist", "MNIST", 10, "mnist", "https://ossci-datasets.s3.amazonaws.com/mnist"),
    /** The cropped digits of Street View House Numbers, two MATLAB files. */
    SVHN("svhn", "SVHN", 10, "svhn", "http://ufldl.stanford.edu/housenumbers"),
    /** FGVC-Aircraft by its 30 manufacturers, as MetaD2A uses it. */
    AIRCRAFT(
            "aircraft",
            "FGVC-Aircraft",
            30,
            "fgvc-aircraft-2013b",
            "https://www.robots.ox.ac.uk/~vgg/data/fgvc-aircraft/archives/fgvc-aircraft-2013b.tar.gz"),
    /** Oxford-IIIT Pet, 37 breeds. */
    PETS("pets", "Oxford-IIIT Pet", 37, "oxford-iiit-pet", "https://www.robots.ox.ac.uk/~vgg/data/pets");

    /** The size of CIFAR-10's images, to which the others are resized where nothing else is asked for, in pixels. */
    public static final int USUAL_SIZE = 32;

    private final String label;
    private final String title;
    private final int classCount;
    private final String folder;
    private final String source;

    ImageDataset(String label, String title, int classCount, String folder, String source) {
        this.label = label;
        this.title = title;
        this.classCount = classCount;
        this.folder = folder;
        this.source = source;
    }

    /** The name on the command line and in files, such as {@code cifar10}. */
    public String label() {
        return label;
    }

    /** The name in prose and pictures. */
    public String title() {
        return title;
    }

    /** How many classes the dataset has. */
    public int classCount() {
        return classCount;
    }

    /** Where its publishers offer it. */
    public String source() {
        return source;
    }

    /** The dataset of a label. */
    public static ImageDataset of(String label) {
        return Arrays.stream(values())
                .filter(d -> d.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown image dataset '" + label
                        + "'; expected one of "
                        + Arrays.stream(values()).map(ImageDataset::label).collect(Collectors.joining(", "))));
    }

    /** The places within a data folder where the dataset is looked for, in order. */
    public List<String> places() {
        List<String> places = new ArrayList<>(List.of("images/" + folder));
        if (this == CIFAR10 || this == CIFAR100) {
            places.add("images/" + label + ".zip");
        }
        return List.copyOf(places);
    }

    /**
     * Reads training and test images.
     *
     * @param size height and width to which images are resized
     * @throws MissingDataException if no data folder has the dataset; the message says how to get it
     * @throws DataFormatException if a file is damaged, or the dataset has another number of classes
     */
    public ImageTask read(DataFolder data, int size) throws IOException {
        return read(data, size, false);
    }

    /** The same, but of each picture the square in its middle, as anybody's pictures are read and classified. */
    ImageTask readSquares(DataFolder data, int size) throws IOException {
        return read(data, size, true);
    }

    private ImageTask read(DataFolder data, int size, boolean squares) throws IOException {
        Path place = place(data);
        ImageTask task = squares ? readSquares(place, size) : read(place, size);
        if (task.training().classNames().size() != classCount) {
            throw new DataFormatException(
                    place, task.training().classNames().size() + " classes; " + title + " has " + classCount);
        }
        return new ImageTask(
                label, task.training().resized(size, size), task.test().resized(size, size));
    }

    private Path place(DataFolder data) throws MissingDataException {
        for (String place : places()) {
            if (data.file(place).isPresent()) {
                return data.file(place).get();
            }
        }
        throw new MissingDataException(
                places().get(0),
                title + " was not found: none of "
                        + data.folders().stream().map(Path::toString).collect(Collectors.joining(", ")) + " holds "
                        + String.join(" or ", places()) + "; with internet, run data/fetch.sh --images " + label
                        + "; otherwise copy the folder from " + source + " and set " + DataFolder.VARIABLE);
    }

    /** Those of other forms are squares in their files. */
    private ImageTask readSquares(Path place, int size) throws IOException {
        PictureShape square = PictureShape.middleSquare();
        if (Files.isRegularFile(place)) {
            return new ClassFolderReader(size, square).readTask(label, place);
        }
        return switch (this) {
            case AIRCRAFT -> ListedPicturesReader.aircraft(place, size, square);
            case PETS -> ListedPicturesReader.pets(place, size, square);
            default -> read(place, size);
        };
    }

    private ImageTask read(Path place, int size) throws IOException {
        if (Files.isRegularFile(place)) {
            return new ClassFolderReader(size).readTask(label, place);
        }
        return switch (this) {
            case CIFAR10 -> CifarBinaryReader.cifar10(place);
            case CIFAR100 -> CifarBinaryReader.cifar100(place);
            case MNIST -> new ImageTask(label, mnist(place, "train"), mnist(place, "t10k"));
            case SVHN -> SvhnReader.task(place);
            case AIRCRAFT -> ListedPicturesReader.aircraft(place, size);
            case PETS -> ListedPicturesReader.pets(place, size);
        };
    }

    private static LabelledImages mnist(Path folder, String part) throws IOException {
        return IdxReader.read(
                "mnist",
                folder.resolve(part + "-images-idx3-ubyte.gz"),
                folder.resolve(part + "-labels-idx1-ubyte.gz"),
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }
}
