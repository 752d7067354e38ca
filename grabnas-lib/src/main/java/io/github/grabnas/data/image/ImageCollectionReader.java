package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Reads anybody's images for a classification task, whatever their form:
 *
 * <ul>
 *   <li>a folder or zip file with a folder of pictures (PNG or JPEG) for each class, of any size and mix; or with the
 *       folders {@code train}, {@code validation} (or {@code valid}, {@code val}) and {@code test}, or some of them,
 *       with such folders in each;
 *   <li>a folder of IDX files, or one IDX file of images whose labels lie beside it;
 *   <li>a folder of CIFAR-10 or CIFAR-100 in the binary version; these and IDX files also in a single folder within;
 *   <li>the name of an {@link ImageDataset}, such as {@code cifar10}, where no file has that name.
 * </ul>
 *
 * <p>Of each picture the square in the middle is taken and resized. Files among the pictures that cannot be read are
 * passed over and named in {@link ImageCollection#unreadable()}, up to a share of all files; if more cannot be read,
 * the collection is refused. Files that are text by their names, such as boxes and captions, do not count; they are
 * named in {@link ImageCollection#passedOver()}, as are pictures that lie in no class folder.
 *
 * <p>A folder such as {@code train} is a part if it holds folders and no other folder beside it holds pictures; where
 * others do, it may be a class too, and is refused. So are folders such as {@code train} and {@code test} that hold
 * pictures and no class folders. Archives in class folders are refused; folders that hold what a search or a training
 * wrote are passed over.
 *
 * <pre>{@code
 * ImageCollection pictures = new ImageCollectionReader(32).read(Path.of("my-pictures.zip"));
 * ImageSplit split = ImageSplit.of(pictures, SplitSettings.defaults());
 * }</pre>
 */
public final class ImageCollectionReader {

    /** The share of files that may be unreadable: one in twenty. */
    public static final double MOST_UNREADABLE = 0.05;

    private static final int DEEPEST = 16;

    private final SizeRule sizeRule;
    private final double mostUnreadable;
    private final Optional<Path> leftOut;
    private final Progress progress;

    /** Is told how far the reading of pictures is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some pictures are read, and more follow.
         *
         * @throws CancellationException to end the reading here
         */
        void read(int pictures, int of);

        /** Ends the reading once it is told to stop. */
        static Progress until(BooleanSupplier stop) {
            return (pictures, of) -> {
                if (stop.getAsBoolean()) {
                    throw new CancellationException("told to stop while the pictures were read");
                }
            };
        }
    }

    /** Chooses the size of the images from what is to be read. */
    @FunctionalInterface
    public interface SizeRule {
        /**
         * The height and width of the images, in pixels.
         *
         * @param count how many images there are
         * @param medianSide the median of their shorter sides, of a sample, in pixels
         */
        int size(int count, int medianSide);
    }

    /** A reader that makes images of {@code size x size} pixels. */
    public ImageCollectionReader(int size) {
        this((count, medianSide) -> size, MOST_UNREADABLE);
    }

    /**
     * A reader that chooses the size.
     *
     * @param mostUnreadable the share of files that may be unreadable, from 0 to below 1
     */
    public ImageCollectionReader(SizeRule sizeRule, double mostUnreadable) {
        this(sizeRule, mostUnreadable, Optional.empty(), (pictures, of) -> {});
    }

    private ImageCollectionReader(SizeRule sizeRule, double mostUnreadable, Optional<Path> leftOut, Progress progress) {
        if (!(mostUnreadable >= 0 && mostUnreadable < 1)) {
            throw new IllegalArgumentException(
                    "most unreadable " + mostUnreadable + ": expected a share from 0 to below 1");
        }
        this.sizeRule = sizeRule;
        this.mostUnreadable = mostUnreadable;
        this.leftOut = leftOut;
        this.progress = progress;
    }

    /**
     * The same, but it does not look into one folder: that of the results, which may lie among the pictures.
     *
     * @param folder that need not be there
     */
    public ImageCollectionReader without(Path folder) {
        return new ImageCollectionReader(sizeRule, mostUnreadable, Optional.of(folder), progress);
    }

    /** The same, but it tells how far it is: of pictures in folders and zip files, now and then. */
    public ImageCollectionReader telling(Progress other) {
        return new ImageCollectionReader(sizeRule, mostUnreadable, leftOut, other);
    }

    /**
     * Reads all images.
     *
     * @param source a folder, a file, or the name of an {@link ImageDataset}
     * @throws MissingDataException if there is nothing of that name
     * @throws DataFormatException if there are fewer than two classes, a class lacks in a part that is given, or more
     *     files are unreadable than may be; the message names them
     * @throws CancellationException if the thread is interrupted
     */
    public ImageCollection read(Path source) throws IOException {
        if (!Files.exists(source) && isDataset(source.toString())) {
            return ofDataset(ImageDataset.of(source.toString()), DataFolder.find());
        }
        if (!Files.isDirectory(source)) {
            InputFile.of(source, "the images").requireFile();
            Optional<IdxFolder> idx = IdxFolder.ofFile(source);
            if (idx.isPresent()) {
                return ofParts(source, idx.get().read());
            }
            try (PictureArchive archive = PictureArchive.open(source)) {
                return new PictureCollector(source, this).read(archive.top());
            }
        }
        Optional<ImageCollection> binary = ofBinaryFiles(source);
        return binary.isPresent()
                ? binary.get()
                : new PictureCollector(source, this).read(new PictureFolder.OnDisk(source, leftOut));
    }

    /** CIFAR's or IDX files in a folder, or in the single one in it, and so on, as archives and programs leave them. */
    private Optional<ImageCollection> ofBinaryFiles(Path source) throws IOException {
        Path folder = source;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (Files.exists(folder.resolve("data_batch_1.bin"))) {
                return Optional.of(ofTask(source, CifarBinaryReader.cifar10(folder)));
            }
            if (Files.exists(folder.resolve("fine_label_names.txt"))) {
                return Optional.of(ofTask(source, CifarBinaryReader.cifar100(folder)));
            }
            Optional<IdxFolder> idx = IdxFolder.of(folder);
            if (idx.isPresent()) {
                return Optional.of(ofParts(source, idx.get().read()));
            }
            List<Path> inner = new PictureFolder.OnDisk(folder, leftOut).paths();
            if (inner.size() != 1) {
                return Optional.empty();
            }
            folder = inner.get(0);
        }
        return Optional.empty();
    }

    private static boolean isDataset(String name) {
        return Arrays.stream(ImageDataset.values()).anyMatch(d -> d.label().equals(name));
    }

    ImageCollection ofDataset(ImageDataset dataset, DataFolder data) throws IOException {
        // Its files are of one size or are resized while they are read, so the size is chosen before.
        int size = sizeRule.size(1, ImageDataset.USUAL_SIZE);
        return ofTask(Path.of(dataset.label()), dataset.readSquares(data, size));
    }

    private ImageCollection ofTask(Path source, ImageTask task) throws IOException {
        return ofParts(
                source,
                List.of(
                        new Part(Optional.of(DataPart.TRAINING), task.training()),
                        new Part(Optional.of(DataPart.TEST), task.test())));
    }

    /**
     * Images of one size for one part.
     *
     * @param part empty where nothing says what they are for
     */
    record Part(Optional<DataPart> part, LabelledImages images) {}

    private ImageCollection ofParts(Path source, List<Part> parts) throws IOException {
        LabelledImages first = parts.get(0).images();
        int count = parts.stream().mapToInt(p -> p.images().count()).sum();
        int side = Math.min(first.height(), first.width());
        ImageCollectionBuilder builder = new ImageCollectionBuilder(source, size(count, side), count);
        for (Part part : parts) {
            builder.addAll(part.images(), part.part().map(DataPart::label).orElse("images"), part.part());
        }
        return builder.build(String.valueOf(source.getFileName()), first.classNames(), List.of(), side, mostUnreadable);
    }

    int size(int count, int medianSide) {
        int size = sizeRule.size(count, medianSide);
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + ": expected at least 1 pixel");
        }
        return size;
    }

    Progress progress() {
        return progress;
    }

    double mostUnreadable() {
        return mostUnreadable;
    }
}
