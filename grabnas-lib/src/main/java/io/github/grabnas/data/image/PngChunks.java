package io.github.grabnas.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, each with its checksum. Java's decoder does not check them, and would take a changed or cut
 * picture for a whole one.
 */
final class PngChunks {

    private static final int SIGNATURE = 8;
    /** Length and type before the data, the checksum behind it. */
    private static final int FRAME = 12;

    private PngChunks() {}

    /**
     * Checks all chunks up to the last, {@code IEND}.
     *
     * @return the data of the chunk {@code eXIf}, if there is one
     * @throws IOException if the file ends early or a checksum is wrong
     */
    static Optional<byte[]> check(byte[] png) throws IOException {
        Optional<byte[]> exif = Optional.empty();
        ByteBuffer buffer = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (at <= png.length - FRAME) {
            int length = buffer.getInt(at);
            if (length < 0 || length > png.length - FRAME - at) {
                throw new IOException("a chunk of " + Integer.toUnsignedString(length) + " bytes, where "
                        + (png.length - FRAME - at)
                        + " are left");
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 checksum = new CRC32();
            checksum.update(png, at + 4, 4 + length);
            if ((int) checksum.getValue() != buffer.getInt(at + 8 + length)) {
                throw new IOException("the checksum of chunk '" + type + "' is wrong");
            }
            if (type.equals("eXIf")) {
                exif = Optional.of(java.util.Arrays.copyOfRange(png, at + 8, at + 8 + length));
            }
            if (type.equals("IEND")) {
                return exif;
            }
            at += FRAME + length;
        }
        throw new IOException("it ends before its last chunk");
    }
}
