package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads the cropped digits of Street View House Numbers (Netzer and others, 2011): MATLAB files with {@code X}, 32 x 32
 * x 3 x images, and {@code y}, labels 1 to 10, where 10 stands for the digit 0.
 */
public final class SvhnReader {

    static final int MOST_BYTES = 512 << 20;

    private static final int INFLATED_AT_ONCE = 1 << 16;
    private static final Set<String> READ = Set.of("X", "y");
    private static final int SIZE = 32;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private SvhnReader() {}

    /** {@code train_32x32.mat} and {@code test_32x32.mat} of a folder. */
    public static ImageTask task(Path folder) throws IOException {
        return new ImageTask("svhn", read(folder.resolve("train_32x32.mat")), read(folder.resolve("test_32x32.mat")));
    }

    /**
     * Reads one file.
     *
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if it is no MATLAB file, lacks X or y, they do not fit, or it is larger than
     *     {@value #MOST_BYTES} bytes; X may have as many, unpacked
     */
    public static LabelledImages read(Path file) throws IOException {
        byte[] bytes = InputFile.of(file, "a MATLAB file of SVHN").bytes(MOST_BYTES);
        try {
            MatFileSizes.check(bytes, MOST_BYTES, READ);
            Mat5Reader reader = Mat5.newReader(Sources.wrap(ByteBuffer.wrap(bytes)))
                    .setMaxInflateBufferSize(INFLATED_AT_ONCE)
                    .setEntryFilter(e -> READ.contains(e.getName()));
            try (MatFile mat = reader.readMat()) {
                return read(file, mat.getMatrix("X"), mat.getMatrix("y"));
            }
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataFormatException(
                    file, "no MATLAB file with X and y, or one that was cut short: " + e.getMessage(), e);
        }
    }

    private static LabelledImages read(Path file, Matrix x, Matrix y) throws DataFormatException {
        int[] sizes = x.getDimensions();
        int count = y.getNumElements();
        int[] expected = count == 1 ? new int[] {SIZE, SIZE, 3} : new int[] {SIZE, SIZE, 3, count};
        if (!Arrays.equals(sizes, expected)) {
            throw new DataFormatException(
                    file,
                    "X is " + Arrays.toString(sizes) + " for " + count + " labels; expected "
                            + Arrays.toString(expected));
        }
        int plane = SIZE * SIZE;
        byte[] pixels = new byte[Math.multiplyExact(count, 3 * plane)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = whole(file, y.getDouble(i), 1, DIGITS.size(), "label of image " + i) % DIGITS.size();
            for (int c = 0; c < 3; c++) {
                int from = (i * 3 + c) * plane;
                for (int row = 0; row < SIZE; row++) {
                    for (int column = 0; column < SIZE; column++) {
                        // MATLAB's arrays go down the columns.
                        pixels[from + row * SIZE + column] = (byte)
                                whole(file, x.getDouble(from + column * SIZE + row), 0, 255, "pixel of image " + i);
                    }
                }
            }
        }
        return new LabelledImages("svhn", 3, SIZE, SIZE, DIGITS, pixels, labels);
    }

    private static int whole(Path file, double value, int least, int most, String what) throws DataFormatException {
        if (value != (int) value || value < least || value > most) {
            throw new DataFormatException(file, "a " + what + " is " + value + "; expected " + least + " to " + most);
        }
        return (int) value;
    }
}
