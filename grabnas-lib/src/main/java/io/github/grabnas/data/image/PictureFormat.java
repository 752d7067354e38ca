package io.github.grabnas.data.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The picture formats that are read, found by the first bytes of a file. */
enum PictureFormat {
    PNG("\u0089PNG\r\n\u001a\n"),
    JPEG("\u00ff\u00d8\u00ff"),
    GIF("GIF8");

    private final byte[] beginning;

    PictureFormat(String beginning) {
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The format of a file's content; empty if it is none of these. */
    static Optional<PictureFormat> of(byte[] content) {
        return Arrays.stream(values())
                .filter(f -> content.length >= f.beginning.length
                        && Arrays.equals(content, 0, f.beginning.length, f.beginning, 0, f.beginning.length))
                .findFirst();
    }

    /** What a file is that is not read; it begins as a picture of another format, or as none. */
    static String other(byte[] content) {
        String begin = new String(content, 0, Math.min(12, content.length), StandardCharsets.ISO_8859_1);
        if (begin.startsWith("II*\0") || begin.startsWith("MM\0*")) {
            return "a TIFF picture; expected PNG or JPEG: convert it";
        }
        if (begin.startsWith("BM")) {
            return "a BMP picture, or none; expected PNG or JPEG: convert it";
        }
        if (begin.startsWith("RIFF") && begin.endsWith("WEBP")) {
            return "a WebP picture; expected PNG or JPEG: convert it";
        }
        Optional<OtherFile> other = OtherFile.of(begin);
        if (other.isPresent()) {
            return other.get().told();
        }
        return (content.length == 0 ? "empty, " : "") + "not a picture; expected PNG or JPEG";
    }
}
