package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Images of one size with a class each, held compactly: one byte a pixel and channel.
 *
 * <p>Immutable. {@link IdxReader}, {@link CifarBinaryReader}, {@link ClassFolderReader}, {@link ListedPicturesReader}
 * and {@link SvhnReader} make them from files; {@link ImageDataset} knows the paper's datasets by name.
 */
public final class LabelledImages {

    private final String name;
    private final int channels;
    private final int height;
    private final int width;
    private final List<String> classNames;
    private final byte[] pixels;
    private final int[] labels;

    /**
     * Images from their pixels.
     *
     * @param name what they are, for messages
     * @param pixels image by image, channel by channel, row by row; 0 is black; copied
     * @param labels the class of each image, a position in {@code classNames}; copied
     * @throws IllegalArgumentException if the sizes do not agree, a label is out of range, or a class has no image
     */
    public LabelledImages(
            String name, int channels, int height, int width, List<String> classNames, byte[] pixels, int[] labels) {
        this(name, channels, height, width, List.copyOf(classNames), pixels.clone(), labels.clone(), true);
    }

    /** Takes the arrays as they are. */
    LabelledImages(
            String name,
            int channels,
            int height,
            int width,
            List<String> classNames,
            byte[] pixels,
            int[] labels,
            boolean check) {
        this.name = name;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.classNames = classNames;
        this.pixels = pixels;
        this.labels = labels;
        if (check) {
            check();
        }
    }

    private void check() {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(name + ": images of " + channels + " channels, " + height + "x" + width
                    + " pixels; expected at least 1 of each");
        }
        if (pixels.length != (long) labels.length * imageBytes()) {
            throw new IllegalArgumentException(name + ": " + pixels.length + " bytes of pixels for " + labels.length
                    + " images; expected " + (long) labels.length * imageBytes());
        }
        int[] count = new int[classNames.size()];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= count.length) {
                throw new IllegalArgumentException(
                        name + ": image " + i + " has label " + labels[i] + "; expected 0 to " + (count.length - 1));
            }
            count[labels[i]]++;
        }
        for (int c = 0; c < count.length; c++) {
            if (count[c] == 0) {
                throw new IllegalArgumentException(name + ": class '" + classNames.get(c) + "' has no image");
            }
        }
    }

    private int imageBytes() {
        return channels * height * width;
    }

    /** What the images are, such as {@code digits}. */
    public String name() {
        return name;
    }

    /** The number of images. */
    public int count() {
        return labels.length;
    }

    /** 1 for grey, 3 for red, green, blue. */
    public int channels() {
        return channels;
    }

    /** Rows of an image. */
    public int height() {
        return height;
    }

    /** Columns of an image. */
    public int width() {
        return width;
    }

    /** The classes; an image's label is a position here. */
    public List<String> classNames() {
        return classNames;
    }

    /** The class of an image. */
    public int label(int image) {
        return labels[image];
    }

    /** A pixel's value, 0 to 255. */
    public int pixel(int image, int channel, int y, int x) {
        return pixels[((image * channels + channel) * height + y) * width + x] & 0xff;
    }

    /** The numbers of the images of one class, ascending. */
    public List<Integer> ofClass(int label) {
        return IntStream.range(0, count())
                .filter(i -> labels[i] == label)
                .boxed()
                .toList();
    }

    /**
     * These images and others after them.
     *
     * @throws IllegalArgumentException if the others differ in size or classes
     */
    public LabelledImages and(LabelledImages others) {
        if (!others.classNames.equals(classNames)) {
            throw new IllegalArgumentException(this + " and " + others + ": expected the same classes");
        }
        return joined(others, classNames, 0);
    }

    private LabelledImages joined(LabelledImages others, List<String> classes, int firstLabel) {
        if (others.channels != channels || others.height != height || others.width != width) {
            throw new IllegalArgumentException(this + " and " + others + ": expected the same size");
        }
        byte[] all = Arrays.copyOf(pixels, Math.addExact(pixels.length, others.pixels.length));
        System.arraycopy(others.pixels, 0, all, pixels.length, others.pixels.length);
        int[] allLabels = Arrays.copyOf(labels, count() + others.count());
        Arrays.setAll(allLabels, i -> i < count() ? labels[i] : others.labels[i - count()] + firstLabel);
        return new LabelledImages(name, channels, height, width, List.copyOf(classes), all, allLabels, true);
    }

    /**
     * These images and others, with the classes of both.
     *
     * @throws IllegalArgumentException if the others differ in size, or both have a class of the same name
     */
    public LabelledImages union(LabelledImages others) {
        if (!Collections.disjoint(classNames, others.classNames)) {
            throw new IllegalArgumentException(this + " and " + others + ": expected other classes");
        }
        List<String> all = new ArrayList<>(classNames);
        all.addAll(others.classNames);
        return joined(others, all, classNames.size());
    }

    /** The chosen images in the given order, with the same classes. */
    public LabelledImages select(String newName, int[] images) {
        return select(newName, images, true);
    }

    private LabelledImages select(String newName, int[] images, boolean check) {
        byte[] chosen = new byte[PixelCount.bytes(newName, images.length, channels, height, width)];
        int[] chosenLabels = IntStream.of(images).map(i -> labels[i]).toArray();
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * imageBytes(), chosen, i * imageBytes(), imageBytes());
        }
        return new LabelledImages(newName, channels, height, width, classNames, chosen, chosenLabels, check);
    }

    /**
     * The images of some classes, which are then numbered in the given order.
     *
     * @throws IllegalArgumentException if a class is not there or stands twice
     */
    public LabelledImages classes(List<String> names) {
        int[] number = new int[classNames.size()];
        Arrays.fill(number, -1);
        for (int i = 0; i < names.size(); i++) {
            int old = classNames.indexOf(names.get(i));
            if (old < 0 || number[old] >= 0) {
                throw new IllegalArgumentException(name + ": class '" + names.get(i)
                        + (old < 0 ? "' is not there; expected some of " + classNames : "' stands twice"));
            }
            number[old] = i;
        }
        int[] renumbered = IntStream.of(labels).map(label -> number[label]).toArray();
        int[] kept = IntStream.range(0, count()).filter(i -> renumbered[i] >= 0).toArray();
        return new LabelledImages(name, channels, height, width, List.copyOf(names), pixels, renumbered, false)
                .select(name, kept);
    }

    /**
     * The images in grey or in colour: grey is 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), and a grey image in
     * colour has three equal channels.
     *
     * @param wanted 1 or 3
     */
    public LabelledImages withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        if (wanted != 1 && wanted != 3 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    name + ": " + wanted + " channels from " + channels + "; expected 1 or 3");
        }
        int plane = height * width;
        byte[] result = new byte[PixelCount.bytes(name, count(), wanted, height, width)];
        for (int image = 0; image < count(); image++) {
            for (int i = 0; i < plane; i++) {
                if (wanted == 3) {
                    for (int c = 0; c < 3; c++) {
                        result[(image * 3 + c) * plane + i] = pixels[image * plane + i];
                    }
                } else {
                    int at = image * 3 * plane + i;
                    result[image * plane + i] = (byte) Math.rint(0.299 * (pixels[at] & 0xff)
                            + 0.587 * (pixels[at + plane] & 0xff)
                            + 0.114 * (pixels[at + 2 * plane] & 0xff));
                }
            }
        }
        return new LabelledImages(name, wanted, height, width, classNames, result, labels, false);
    }

    /** The images at another size, by {@link BilinearResampling}. */
    public LabelledImages resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        if (newHeight < 1 || newWidth < 1) {
            throw new IllegalArgumentException(
                    name + ": size " + newHeight + "x" + newWidth + "; expected at least 1x1");
        }
        byte[] result = new byte[PixelCount.bytes(name, count(), channels, newHeight, newWidth)];
        BilinearResampling resampling = new BilinearResampling(height, width, newHeight, newWidth);
        for (int plane = 0; plane < count() * channels; plane++) {
            resampling.resize(pixels, plane * height * width, result, plane * newHeight * newWidth);
        }
        return new LabelledImages(name, channels, newHeight, newWidth, classNames, result, labels, false);
    }

    /**
     * Two parts by chance, the first with the given number of images of every class.
     *
     * @throws IllegalArgumentException if a class has no more
     */
    public ImageTask split(int perClass, long seed) {
        return split(count -> perClass, seed);
    }

    /**
     * Two parts by chance, the first with a share of every class, rounded up.
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException if nothing of a class would be left for the second part
     */
    public ImageTask splitShare(double share, long seed) {
        return split(count -> (int) Math.ceil(share * count), seed);
    }

    private ImageTask split(IntUnaryOperator firstOf, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int c = 0; c < classNames.size(); c++) {
            List<Integer> images = shuffled(ofClass(c), random);
            int taken = firstOf.applyAsInt(images.size());
            if (images.size() <= taken || taken < 1) {
                throw new IllegalArgumentException(name + ": class '" + classNames.get(c) + "' has " + images.size()
                        + " images; cannot take " + taken + " for training and leave some for the test");
            }
            first.addAll(images.subList(0, taken));
            second.addAll(images.subList(taken, images.size()));
        }
        return new ImageTask(name, select(name, sorted(first)), select(name, sorted(second)));
    }

    /** As many images of every class, by chance; all of a class that has no more. */
    public LabelledImages atMost(int perClass, long seed) {
        return some(count -> Math.min(perClass, count), seed);
    }

    /** A share of every class, by chance, at least one image. */
    public LabelledImages share(double share, long seed) {
        return some(count -> Math.max(1, (int) Math.round(share * count)), seed);
    }

    private LabelledImages some(IntUnaryOperator howMany, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> chosen = new ArrayList<>();
        for (int c = 0; c < classNames.size(); c++) {
            List<Integer> images = shuffled(ofClass(c), random);
            chosen.addAll(images.subList(0, howMany.applyAsInt(images.size())));
        }
        return select(name, sorted(chosen));
    }

    private static List<Integer> shuffled(List<Integer> numbers, SplittableRandom random) {
        List<Integer> list = new ArrayList<>(numbers);
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
        return list;
    }

    private static int[] sorted(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** A copy of all pixels, in the order of the constructor's. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** Some images in a row; a class may have none of them. */
    LabelledImages range(int from, int end) {
        return select(name, IntStream.range(from, end).toArray(), false);
    }

    /** The same labels on other pixels of the same size. */
    LabelledImages withPixels(byte[] other) {
        return new LabelledImages(name, channels, height, width, classNames, other.clone(), labels, true);
    }

    @Override
    public String toString() {
        return name + ": " + count() + " images of " + classNames.size() + " classes, " + channels + " x " + height
                + " x " + width;
    }
}
