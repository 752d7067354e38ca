package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/**
 * Reads images and labels in the IDX format of MNIST (two zero bytes, the type 8 for bytes, the number of dimensions,
 * each size as a 32-bit number, the bytes), gzipped or not, under a name with or without {@code .gz}. Memory is taken
 * for the bytes that the header announces, less than 2 GiB, and only if the file can hold them.
 */
public final class IdxReader {

    private static final int BYTES = 8;

    /** What IDX files can hold here: no more bytes than an array. */
    private static final long LIMIT = Integer.MAX_VALUE - 16;

    /** What gzip can make of one byte. */
    private static final long MOST_PACKED = 1_032;

    private IdxReader() {}

    private record Content(int[] sizes, byte[] bytes) {}

    /**
     * Reads grey images and their labels.
     *
     * @param name what the images are, such as {@code mnist}
     * @param images a file of three dimensions: images, rows, columns
     * @param labels a file of one dimension
     * @param classNames the name of each label
     * @throws MissingDataException if a file is not there
     * @throws DataFormatException if a file is cut short, has another magic number or dimensions, or the two do not
     *     agree; the message names the file
     */
    public static LabelledImages read(String name, Path images, Path labels, List<String> classNames)
            throws IOException {
        return read(name, images, content(images, 3), labels, content(labels, 1), classNames);
    }

    /**
     * Reads grey images whose classes are named by the numbers that their labels have. Numbers that no label has, such
     * as 0 where they begin at 1, are no classes.
     */
    static LabelledImages readNumbered(String name, Path images, Path labels) throws IOException {
        Content pictures = content(images, 3);
        Content classes = content(labels, 1);
        byte[] bytes = classes.bytes();
        int[] found = IntStream.range(0, bytes.length)
                .map(i -> bytes[i] & 0xff)
                .distinct()
                .sorted()
                .toArray();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Arrays.binarySearch(found, bytes[i] & 0xff);
        }
        return read(
                name,
                images,
                pictures,
                labels,
                classes,
                IntStream.of(found).mapToObj(String::valueOf).toList());
    }

    private static LabelledImages read(
            String name, Path images, Content pictures, Path labels, Content classes, List<String> classNames)
            throws DataFormatException {
        if (pictures.sizes()[0] != classes.sizes()[0]) {
            throw new DataFormatException(
                    labels,
                    classes.sizes()[0] + " labels for " + pictures.sizes()[0] + " images in " + images.getFileName());
        }
        int[] numbers = new int[classes.bytes().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = classes.bytes()[i] & 0xff;
            if (numbers[i] >= classNames.size()) {
                throw new DataFormatException(
                        labels,
                        "label " + numbers[i] + " of image " + i + "; expected 0 to " + (classNames.size() - 1));
            }
        }
        try {
            return new LabelledImages(
                    name, 1, pictures.sizes()[1], pictures.sizes()[2], classNames, pictures.bytes(), numbers);
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(labels, e.getMessage(), e);
        }
    }

    private static Content content(Path named, int dimensions) throws IOException {
        InputFile input = InputFile.packedOrNot(named, "an IDX file");
        Path file = input.path();
        try (DataInputStream in = new DataInputStream(input.open())) {
            return content(file, in, dimensions);
        } catch (EOFException e) {
            throw new DataFormatException(file, "the file ends too early; it was cut short", e);
        } catch (ZipException e) {
            throw new DataFormatException(file, "damaged gzip data: " + e.getMessage(), e);
        }
    }

    private static Content content(Path file, DataInputStream in, int dimensions) throws IOException {
        int magic = in.readInt();
        if (magic != (BYTES << 8 | dimensions)) {
            throw new DataFormatException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "magic number %08x; expected %08x, an IDX file of bytes in " + "%d dimension(s)",
                            magic,
                            BYTES << 8 | dimensions,
                            dimensions));
        }
        int[] sizes = new int[dimensions];
        long total = 1;
        for (int d = 0; d < dimensions; d++) {
            sizes[d] = in.readInt();
            total = sizes[d] < 1 || total > LIMIT / Math.max(1, sizes[d]) ? LIMIT + 1 : total * sizes[d];
        }
        if (total > LIMIT) {
            List<String> named = new ArrayList<>();
            for (int size : sizes) {
                named.add("" + size);
            }
            throw new DataFormatException(
                    file, "sizes " + String.join(" x ", named) + "; expected positive ones and less than 2 GiB in all");
        }
        if (total > Files.size(file) * MOST_PACKED) {
            throw new DataFormatException(
                    file,
                    "its header announces " + total + " bytes, more than a file of "
                            + Files.size(file)
                            + " bytes can hold; it was cut short");
        }
        byte[] bytes = in.readNBytes((int) total);
        if (bytes.length < total) {
            throw new EOFException();
        }
        if (in.read() >= 0) {
            throw new DataFormatException(file, "more than the " + total + " bytes that its header announces");
        }
        return new Content(sizes, bytes);
    }
}
