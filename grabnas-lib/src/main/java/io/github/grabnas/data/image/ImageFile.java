package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A PNG or JPEG file as the bytes of a colour image of a given size. */
final class ImageFile {

    /** Larger pictures are refused before they are decoded. */
    private static final long MOST_PIXELS = 50_000_000;

    private ImageFile() {
    }

    /**
     * Reads a picture, cuts rows off its bottom, and resizes what is left to {@code size x size}
     * pixels, whatever its proportions.
     *
     * @return red, green and blue plane, row by row
     * @throws DataFormatException if the file is no picture, is cut short, or is too large
     */
    static byte[] read(Path file, int size, int cutOffBottom) throws IOException {
        BufferedImage image = decode(file);
        int height = image.getHeight() - cutOffBottom;
        int width = image.getWidth();
        if (height < 1) {
            throw new DataFormatException(file, "a picture of " + image.getHeight() + " rows; expected more than "
                    + cutOffBottom);
        }
        byte[] planes = new byte[3 * height * width];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                planes[y * width + x] = (byte) (row[x] >> 16);
                planes[(height + y) * width + x] = (byte) (row[x] >> 8);
                planes[(2 * height + y) * width + x] = (byte) row[x];
            }
        }
        return new LabelledImages(file.toString(), 3, height, width, List.of("picture"), planes, new int[1])
                .resized(size, size).pixels();
    }

    private static BufferedImage decode(Path file) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new DataFormatException(file, "not a picture; expected PNG or JPEG");
            }
            ImageReader reader = readers.next();
            try {
                return decode(file, reader, stream);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream stream) throws IOException {
        // A JPEG that was cut short is only warned about, and the missing part comes out grey.
        AtomicReference<String> fault = new AtomicReference<>("");
        reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
            if (warning.contains("remature") || warning.contains("Truncated")) {
                fault.set(warning);
            }
        });
        try {
            reader.setInput(stream, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new DataFormatException(file, reader.getWidth(0) + " x " + reader.getHeight(0)
                        + " pixels; expected at most " + MOST_PIXELS);
            }
            BufferedImage image = reader.read(0);
            if (!fault.get().isEmpty()) {
                throw new DataFormatException(file, "damaged picture: " + fault.get());
            }
            return image;
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataFormatException(file, "damaged picture: " + e.getMessage(), e);
        }
    }
}
