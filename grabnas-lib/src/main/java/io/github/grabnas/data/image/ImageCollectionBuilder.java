package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes images one by one, at the size of the collection. */
final class ImageCollectionBuilder {

    private final Path source;
    private final int size;
    private final byte[] pixels;
    private final List<CollectedImage> entries = new ArrayList<>();
    private final List<ImageFingerprint> fingerprints = new ArrayList<>();
    private final List<UnreadablePicture> unreadable = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> transparent = new ArrayList<>();
    private boolean grey = true;

    /**
     * A collection without images yet.
     *
     * @param most how many images there are at most
     * @throws DataFormatException if they take 2 GiB or more
     */
    ImageCollectionBuilder(Path source, int size, int most) throws DataFormatException {
        if (3L * size * size * most > Integer.MAX_VALUE - 16) {
            throw new DataFormatException(
                    source,
                    most + " images at " + size + " x " + size
                            + " pixels take 2 GiB or more; take a smaller size or fewer images");
        }
        this.source = source;
        this.size = size;
        this.pixels = new byte[3 * size * size * most];
    }

    /** Adds an image. */
    void add(CollectedImage entry, PreparedPicture picture) {
        fingerprints.add(picture.fingerprint());
        grey = grey && picture.grey();
        if (picture.transparent()) {
            transparent.add(entry.file());
        }
        byte[] square = picture.square();
        System.arraycopy(square, 0, pixels, entries.size() * square.length, square.length);
        entries.add(entry);
    }

    /** Notes what a user should know of how the images lie. */
    void addWarning(String warning) {
        warnings.add(warning);
    }

    /** Notes a file that is passed over. */
    void addUnreadable(String file, String reason) {
        unreadable.add(new UnreadablePicture(file, reason));
    }

    /**
     * Adds images of one size.
     *
     * @param prefix of their names
     */
    void addAll(LabelledImages images, String prefix, Optional<DataPart> part) {
        byte[] samples = images.withChannels(3).pixels();
        int bytes = 3 * images.height() * images.width();
        for (int i = 0; i < images.count(); i++) {
            add(
                    new CollectedImage(prefix + "/" + i, images.label(i), part),
                    PreparedPicture.of(
                            new RgbPlanes(
                                    images.height(),
                                    images.width(),
                                    Arrays.copyOfRange(samples, i * bytes, (i + 1) * bytes)),
                            size));
        }
    }

    /**
     * The collection.
     *
     * @param share of files that may be unreadable
     * @throws DataFormatException if more are, a class has no image, or there is only one class
     */
    ImageCollection build(String name, List<String> classes, List<String> passedOver, int medianSide, double share)
            throws DataFormatException {
        int files = entries.size() + unreadable.size();
        if (unreadable.size() > share * files) {
            throw new DataFormatException(
                    source,
                    unreadable.size() + " of " + files + " files could not be read, "
                            + (share == 0 ? "and none may be unreadable" : "more than one in " + Math.round(1 / share))
                            + ": "
                            + ImageCollection.some(unreadable.stream()
                                    .map(UnreadablePicture::file)
                                    .toList())
                            + "; the first: " + unreadable.get(0).reason() + "; mend or remove them");
        }
        if (classes.size() < 2) {
            throw new DataFormatException(
                    source,
                    classes.size() + " class, '" + String.join("", classes)
                            + "'; expected at least two to tell apart, a folder each; labels in a table or in "
                            + "the files' names are not read");
        }
        requireClasses(classes);
        LabelledImages images = new LabelledImages(
                name,
                3,
                size,
                size,
                List.copyOf(classes),
                unreadable.isEmpty() ? pixels : Arrays.copyOf(pixels, entries.size() * 3 * size * size),
                entries.stream().mapToInt(CollectedImage::label).toArray(),
                true);
        return new ImageCollection(
                grey ? images.withChannels(1) : images,
                entries,
                fingerprints,
                unreadable,
                passedOver,
                warnings,
                transparent,
                medianSide);
    }

    /** Every class must have an image, and one in each part that is given. */
    private void requireClasses(List<String> classes) throws DataFormatException {
        TreeMap<DataPart, boolean[]> found = new TreeMap<>();
        boolean[] any = new boolean[classes.size()];
        for (CollectedImage entry : entries) {
            any[entry.label()] = true;
            entry.part()
                    .ifPresent(part ->
                            found.computeIfAbsent(part, p -> new boolean[classes.size()])[entry.label()] = true);
        }
        requireAll(classes, any, "no image could be read of");
        for (DataPart part : found.keySet()) {
            requireAll(classes, found.get(part), "the given part '" + part.label() + "' has no image of");
        }
    }

    private void requireAll(List<String> classes, boolean[] has, String what) throws DataFormatException {
        List<String> missing = new ArrayList<>();
        for (int c = 0; c < has.length; c++) {
            if (!has[c]) {
                missing.add(classes.get(c));
            }
        }
        if (!missing.isEmpty()) {
            throw new DataFormatException(
                    source,
                    what + " " + (missing.size() == 1 ? "the class " : missing.size() + " classes, ")
                            + ImageCollection.some(missing) + "; expected every class in every part"
                            + alike(classes, missing));
        }
    }

    /** The end of a message if a missing class is there under a name that differs a little. */
    private static String alike(List<String> classes, List<String> missing) {
        for (String name : missing) {
            for (String other : classes) {
                if (!other.equals(name) && other.strip().equalsIgnoreCase(name.strip())) {
                    return "; '" + other + "' and '" + name + "' differ in capital letters or spaces alone: if they "
                            + "are one class, give them one name";
                }
            }
        }
        return "; where it is no class, move its folder away";
    }
}
