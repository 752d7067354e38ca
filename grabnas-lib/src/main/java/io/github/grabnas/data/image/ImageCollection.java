package io.github.grabnas.data.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All images that somebody has of a task, before they are divided into parts: square, of one size, in grey if all of
 * them are grey and in colour otherwise. {@link ImageCollectionReader} reads one, {@link ImageSplit} divides it.
 *
 * <p>Immutable.
 */
public final class ImageCollection {

    private final LabelledImages images;
    private final List<CollectedImage> entries;
    private final List<ImageFingerprint> fingerprints;
    private final List<UnreadablePicture> unreadable;
    private final List<String> passedOver;
    private final List<String> layoutWarnings;
    private final TransparentPictures transparent;
    private final int medianSide;

    ImageCollection(
            LabelledImages images,
            List<CollectedImage> entries,
            List<ImageFingerprint> fingerprints,
            List<UnreadablePicture> unreadable,
            List<String> passedOver,
            List<String> layoutWarnings,
            List<String> transparent,
            int medianSide) {
        this.images = images;
        this.entries = List.copyOf(entries);
        this.fingerprints = List.copyOf(fingerprints);
        this.unreadable = List.copyOf(unreadable);
        this.passedOver = List.copyOf(passedOver);
        this.layoutWarnings = List.copyOf(layoutWarnings);
        this.transparent = new TransparentPictures(transparent, entries.size());
        this.medianSide = medianSide;
    }

    /** What the collection is, such as {@code my-pictures.zip}. */
    public String name() {
        return images.name();
    }

    /** The images, in the order of {@link #entries()}. */
    public LabelledImages images() {
        return images;
    }

    /** Where each image is from. */
    public List<CollectedImage> entries() {
        return entries;
    }

    /** The number of images. */
    public int count() {
        return entries.size();
    }

    /** The classes; an image's label is a position here. */
    public List<String> classNames() {
        return images.classNames();
    }

    /** Files among the pictures that could not be read and were passed over. */
    public List<UnreadablePicture> unreadable() {
        return unreadable;
    }

    /** Folders beside those of the parts, and files in or beside class folders, that were not taken for pictures. */
    public List<String> passedOver() {
        return passedOver;
    }

    /** What a user should know of how the images lie. */
    List<String> layoutWarnings() {
        return layoutWarnings;
    }

    /** The first names of the classes, such as {@code 'bar', 'cross' and 8 more}. */
    public String someClassNames() {
        return some(classNames());
    }

    /** Pictures whose transparent parts come out in other colours than white. */
    public TransparentPictures transparent() {
        return transparent;
    }

    /** Of a sample, the median of the shorter sides as they are in the files, in pixels. */
    public int medianSide() {
        return medianSide;
    }

    /** Whether the publisher meant some images for a part. */
    public boolean hasGiven(DataPart part) {
        return entries.stream().anyMatch(e -> e.part().equals(Optional.of(part)));
    }

    /** The numbers of the images of one class, ascending. */
    List<Integer> ofClass(int label) {
        return IntStream.range(0, count())
                .filter(i -> entries.get(i).label() == label)
                .boxed()
                .toList();
    }

    ImageFingerprint fingerprint(int image) {
        return fingerprints.get(image);
    }

    /** The SHA-256 of all names, classes, parts and samples, as 64 hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < count(); i++) {
                CollectedImage entry = entries.get(i);
                String line = entry.file() + "\t" + classNames().get(entry.label()) + "\t"
                        + entry.part().map(DataPart::label).orElse("") + "\t"
                        + fingerprints.get(i).sha256() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What a user should know of the images as they were read: folders that may not be meant as classes, files that
     * were passed over, transparency that was left out, classes that are small or very unequal. Each in one line, with
     * the number.
     */
    public List<String> warnings() {
        return CollectionWarnings.of(this);
    }

    /** Some names for a message. */
    static String some(List<String> names) {
        return names.stream().limit(5).map(n -> "'" + n + "'").collect(Collectors.joining(", "))
                + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : "");
    }

    @Override
    public String toString() {
        return images.toString();
    }
}
