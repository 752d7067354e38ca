package io.github.grabnas.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the segments before the first scan of a JPEG say of its colours and orientation. Damaged segments are passed
 * over, as libjpeg does; whether the picture is whole is seen when it is decoded.
 *
 * @param coding how the samples are coded
 * @param exif the data of its EXIF segment
 * @param picture the file without its colour profile, which is not used
 */
record JpegHeader(Coding coding, Optional<byte[]> exif, byte[] picture) {

    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    /** Markers from C0 to CF that are no frames: tables, an extension, and arithmetic coding's conditions. */
    private static final List<Integer> NO_FRAMES = List.of(0xc4, 0xc8, 0xcc);

    private static final String PROFILE = "ICC_PROFILE\0";
    private static final String EXIF = "Exif\0\0";
    private static final int JFIF_LENGTH = 14;
    /** In the segment {@code Adobe}: its name, version, two flags of two bytes, the transformation. */
    private static final int ADOBE_TRANSFORM = 11;
    /** In a frame: precision, height, width, the number of components, and three bytes for each. */
    private static final int COMPONENT_COUNT = 5;

    private static final int COLOURS = 3;
    private static final int INKS = 4;
    private static final List<Integer> USUAL_NAMES = List.of(1, 2, 3);
    private static final List<Integer> RGB_NAMES = List.of((int) 'R', (int) 'G', (int) 'B');

    /** How the samples of a JPEG are coded, beyond what the library that reads it finds out. */
    enum Coding {
        /** As that library says. */
        USUAL,
        /** Of four inks, three are luminance and chrominance. */
        YCCK,
        /** Luminance and chrominance, although names or markers may be taken to say something else. */
        YCC
    }

    /** Reads the segments; their meaning is the one that libjpeg gives them. */
    static JpegHeader of(byte[] bytes) {
        Segments found = new Segments(bytes);
        int at = 2;
        while (at + 4 <= bytes.length) {
            int marker = unsigned(bytes, at + 1);
            if (unsigned(bytes, at) != 0xff || marker == 0 || marker == 0xff) {
                at++;
            } else if (marker == SCAN || marker == END) {
                break;
            } else if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                at += 2;
            } else {
                int end = at + 2 + 256 * unsigned(bytes, at + 2) + unsigned(bytes, at + 3);
                if (end > bytes.length) {
                    break;
                }
                found.add(marker, at, end);
                at = Math.max(end, at + 4);
            }
        }
        return new JpegHeader(found.coding(), found.exif, found.picture());
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** What has been found so far. */
    private static final class Segments {

        private final byte[] bytes;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private int keptUntil;
        private boolean jfif;
        private Optional<Integer> transform = Optional.empty();
        private Optional<byte[]> exif = Optional.empty();
        private List<Integer> components = List.of();

        Segments(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Takes a segment: its marker, its length in two bytes, its data. */
        void add(int marker, int from, int end) {
            int data = from + 4;
            int length = end - data;
            if (marker == APP0 && begins(data, end, "JFIF\0")) {
                jfif |= length >= JFIF_LENGTH;
            } else if (marker == APP14 && begins(data, end, "Adobe") && length > ADOBE_TRANSFORM) {
                transform = Optional.of(unsigned(bytes, data + ADOBE_TRANSFORM));
            } else if (marker == APP1 && begins(data, end, EXIF)) {
                exif = exif.or(() -> Optional.of(Arrays.copyOfRange(bytes, data + EXIF.length(), end)));
            } else if (marker == APP2 && begins(data, end, PROFILE)) {
                kept.write(bytes, keptUntil, from - keptUntil);
                keptUntil = end;
            } else if (marker >= FIRST_FRAME && marker <= LAST_FRAME && !NO_FRAMES.contains(marker)) {
                components = IntStream.iterate(data + COMPONENT_COUNT + 1, at -> at < end, at -> at + 3)
                        .mapToObj(at -> unsigned(bytes, at))
                        .toList();
            }
        }

        private boolean begins(int from, int end, String text) {
            byte[] begin = text.getBytes(StandardCharsets.US_ASCII);
            return end - from >= begin.length
                    && Arrays.equals(bytes, from, from + begin.length, begin, 0, begin.length);
        }

        Coding coding() {
            if (components.size() == INKS) {
                return transform.orElse(0) == 0 ? Coding.USUAL : Coding.YCCK;
            }
            if (components.size() != COLOURS) {
                return Coding.USUAL;
            }
            if (transform.isPresent()) {
                boolean usual = transform.get() == 1 || transform.get() == 0 && !jfif;
                return usual ? Coding.USUAL : Coding.YCC;
            }
            return jfif || components.equals(USUAL_NAMES) || components.equals(RGB_NAMES) ? Coding.USUAL : Coding.YCC;
        }

        byte[] picture() {
            if (keptUntil == 0) {
                return bytes;
            }
            kept.write(bytes, keptUntil, bytes.length - keptUntil);
            return kept.toByteArray();
        }
    }
}
