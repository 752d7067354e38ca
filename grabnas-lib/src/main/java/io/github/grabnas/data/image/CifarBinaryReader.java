package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the binary version of CIFAR-10 and CIFAR-100 (Krizhevsky, 2009): records of one label byte (CIFAR-100: the
 * coarse and the fine label, of which the fine one counts) and 3 x 32 x 32 pixels.
 */
public final class CifarBinaryReader {

    private static final int SIZE = 32;
    private static final int PIXELS = 3 * SIZE * SIZE;
    private static final int LONGEST_LIST = 100_000;

    private CifarBinaryReader() {}

    /**
     * CIFAR-10's folder, {@code cifar-10-batches-bin}.
     *
     * @throws MissingDataException if a file is not there
     * @throws DataFormatException if a file is cut short or holds a label that is none; the message names the file and
     *     the record
     */
    public static ImageTask cifar10(Path folder) throws IOException {
        List<String> names = names(folder.resolve("batches.meta.txt"), 10);
        List<Path> batches = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            batches.add(folder.resolve("data_batch_" + i + ".bin"));
        }
        return new ImageTask(
                "cifar10",
                read("cifar10", batches, 1, names),
                read("cifar10", List.of(folder.resolve("test_batch.bin")), 1, names));
    }

    /** CIFAR-100's folder, {@code cifar-100-binary}, with the 100 fine classes. */
    public static ImageTask cifar100(Path folder) throws IOException {
        List<String> names = names(folder.resolve("fine_label_names.txt"), 100);
        return new ImageTask(
                "cifar100",
                read("cifar100", List.of(folder.resolve("train.bin")), 2, names),
                read("cifar100", List.of(folder.resolve("test.bin")), 2, names));
    }

    private static List<String> names(Path file, int expected) throws IOException {
        List<String> names = InputFile.of(file, "the list of class names").lines(LONGEST_LIST).stream()
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
        if (names.size() != expected) {
            throw new DataFormatException(file, names.size() + " class names; expected " + expected);
        }
        return names;
    }

    private static LabelledImages read(String name, List<Path> files, int labelBytes, List<String> classes)
            throws IOException {
        int record = labelBytes + PIXELS;
        long total = 0;
        for (Path file : files) {
            InputFile.of(file, "one of the files of " + name).requireFile();
            long size = Files.size(file);
            if (size == 0 || size % record != 0) {
                throw new DataFormatException(
                        file, size + " bytes, no whole number of records of " + record + " bytes; it was cut short");
            }
            total += size / record;
            if (total * PIXELS > Integer.MAX_VALUE - 16) {
                throw new DataFormatException(
                        file, total + " records with those before; expected less than 2 GiB in all");
            }
        }
        byte[] pixels = new byte[(int) total * PIXELS];
        int[] labels = new int[(int) total];
        int image = 0;
        for (Path file : files) {
            byte[] bytes = InputFile.of(file, "one of the files of " + name).bytes(Files.size(file));
            for (int at = 0; at + record <= bytes.length; at += record, image++) {
                labels[image] = bytes[at + labelBytes - 1] & 0xff;
                if (labels[image] >= classes.size()) {
                    throw new DataFormatException(
                            file,
                            "record " + at / record + " has label " + labels[image] + "; expected 0 to "
                                    + (classes.size() - 1) + "; is this the binary version of " + name + "?");
                }
                System.arraycopy(bytes, at + labelBytes, pixels, image * PIXELS, PIXELS);
            }
        }
        try {
            return new LabelledImages(name, 3, SIZE, SIZE, classes, pixels, labels);
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(files.get(0), e.getMessage(), e);
        }
    }
}
