package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the cropped digits of Street View House Numbers (Netzer and others, 2011): MATLAB files with
 * {@code X}, 32 x 32 x 3 x images, and {@code y}, labels 1 to 10, where 10 stands for the digit 0.
 */
public final class SvhnReader {

    private static final int SIZE = 32;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private SvhnReader() {
    }

    /** {@code train_32x32.mat} and {@code test_32x32.mat} of a folder. */
    public static ImageTask task(Path folder) throws IOException {
        return new ImageTask("svhn", read(folder.resolve("train_32x32.mat")), read(folder.resolve("test_32x32.mat")));
    }

    /**
     * Reads one file.
     *
     * @throws DataFormatException if it is no MATLAB file, lacks X or y, or they do not fit
     */
    public static LabelledImages read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (MatFile mat = Mat5.readFromFile(file.toFile())) {
            return read(file, mat.getMatrix("X"), mat.getMatrix("y"));
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataFormatException(file, "no MATLAB file with X and y, or one that was cut short: " + e.getMessage(), e);
        }
    }

    private static LabelledImages read(Path file, Matrix x, Matrix y) throws DataFormatException {
        int[] sizes = x.getDimensions();
        int count = y.getNumElements();
        int[] expected = count == 1 ? new int[] {SIZE, SIZE, 3} : new int[] {SIZE, SIZE, 3, count};
        if (!Arrays.equals(sizes, expected)) {
            throw new DataFormatException(file, "X is " + Arrays.toString(sizes) + " for " + count + " labels; expected "
                    + Arrays.toString(expected));
        }
        int plane = SIZE * SIZE;
        byte[] pixels = new byte[Math.multiplyExact(count, 3 * plane)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int label = y.getInt(i);
            if (label < 1 || label > DIGITS.size()) {
                throw new DataFormatException(file, "image " + i + " has label " + label + "; expected 1 to 10");
            }
            labels[i] = label % DIGITS.size();
            for (int c = 0; c < 3; c++) {
                int from = (i * 3 + c) * plane;
                for (int row = 0; row < SIZE; row++) {
                    for (int column = 0; column < SIZE; column++) {
                        // MATLAB's arrays go down the columns.
                        pixels[from + row * SIZE + column] = (byte) x.getInt(from + column * SIZE + row);
                    }
                }
            }
        }
        return new LabelledImages("svhn", 3, SIZE, SIZE, DIGITS, pixels, labels);
    }
}
