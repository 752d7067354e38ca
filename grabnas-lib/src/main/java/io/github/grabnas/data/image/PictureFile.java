package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that should hold a picture, PNG or JPEG (GIF is read too), in a folder or in an archive. A file of more than
 * {@value #MOST_BYTES} bytes is refused before it is read; {@link PictureDecoder} bounds what its samples take.
 *
 * @param file the picture's file, or the archive
 * @param entry its name in the archive; empty for a file
 * @param content reads all bytes
 */
record PictureFile(Path file, String entry, Content content) {

    static final int MOST_BYTES = 256 << 20;

    /** Reads the bytes of a file, at most {@link #MOST_BYTES}. */
    interface Content {
        byte[] bytes() throws IOException;
    }

    /** A picture in a folder. */
    static PictureFile of(Path file) {
        return new PictureFile(file, "", () -> InputFile.of(file, "a picture").bytes(MOST_BYTES));
    }

    /** The file's own name, without its folders. */
    String name() {
        return entry.isEmpty() ? String.valueOf(file.getFileName()) : entry.substring(entry.lastIndexOf('/') + 1);
    }

    /** A fault of this file. */
    DataFormatException fault(String reason, Throwable cause) {
        return new DataFormatException(file, (entry.isEmpty() ? "" : entry + ": ") + reason, cause);
    }

    /**
     * Reads the picture, cuts rows off its bottom, and resizes what is left to {@code size x size} pixels, whatever its
     * proportions.
     *
     * @return red, green and blue plane, row by row
     * @throws DataFormatException if the file is no picture, is damaged or cut short, or is too large
     */
    byte[] read(int size, int cutOffBottom) throws IOException {
        RgbPlanes picture = decode();
        if (picture.height() <= cutOffBottom) {
            throw fault("a picture of " + picture.height() + " rows; expected more than " + cutOffBottom, null);
        }
        return (cutOffBottom == 0 ? picture : picture.withoutBottom(cutOffBottom)).resized(size);
    }

    /**
     * The picture's samples at its own size.
     *
     * @throws DataFormatException if the file cannot be read, is no picture, is damaged or cut short, or is too large
     */
    RgbPlanes decode() throws IOException {
        if (entry.isEmpty() && !Files.isReadable(file)) {
            throw fault(
                    Files.exists(file)
                            ? "could not read a picture: there is no permission to; change its mode"
                            : "could not read a picture: it does not exist, or is a link that leads nowhere",
                    null);
        }
        byte[] bytes = content.bytes();
        PictureFormat format = PictureFormat.of(bytes).orElseThrow(() -> fault(PictureFormat.other(bytes), null));
        try {
            return PictureDecoder.decode(format, bytes);
        } catch (IOException | RuntimeException e) {
            throw fault(
                    "damaged picture: "
                            + (e.getMessage() == null
                                    ? "it ends too early, or is no " + format + " inside"
                                    : e.getMessage()),
                    e);
        }
    }
}
