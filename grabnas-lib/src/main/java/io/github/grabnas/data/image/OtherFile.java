package io.github.grabnas.data.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a file is instead of a picture that is read, by its first bytes. */
enum OtherFile {
    HEIC("a HEIC picture; expected PNG or JPEG: convert it", 4, "ftypheic", "ftypheix", "ftypmif1", "ftypmsf1"),
    AVIF("an AVIF picture; expected PNG or JPEG: convert it", 4, "ftypavif", "ftypavis"),
    JPEG_2000("a JPEG 2000 picture; expected PNG or JPEG: convert it", 4, "jP  "),
    JPEG_XL("a JPEG XL picture; expected PNG or JPEG: convert it", 4, "JXL "),
    PHOTOSHOP("a Photoshop picture; expected PNG or JPEG: convert it", 0, "8BPS"),
    ICON("an icon; expected PNG or JPEG: convert it", 0, "\0\0\1\0"),
    VIDEO("a video, not a picture; expected PNG or JPEG: take frames out of it", 4, "ftyp"),
    DOCUMENT("a PDF document, not a picture; expected PNG or JPEG: take the pictures out of it", 0, "%PDF"),
    POINTER("a pointer of Git LFS, not the picture itself; fetch it: git lfs pull", 0, "version http"),
    PAGE(
            "text such as a web page or a drawing in SVG, not a picture; expected PNG or JPEG: if it was fetched, fetch"
                    + " it again",
            0,
            "<!DOCTYPE",
            "<!doctype",
            "<html",
            "<HTML",
            "<svg",
            "<?xml"),
    ARCHIVE(
            "an archive, not a picture; unpack it, and name the folder",
            0,
            "PK\3\4",
            "\u001f\u008b",
            "7z\u00bc\u00af",
            "Rar!",
            "BZh",
            "\u00fd7zXZ");

    private final String told;
    private final int from;
    private final List<String> words;

    OtherFile(String told, int from, String... words) {
        this.told = told;
        this.from = from;
        this.words = List.of(words);
    }

    /**
     * The kind of a file.
     *
     * @param begin its first twelve bytes, or all if it has fewer, a character each
     */
    static Optional<OtherFile> of(String begin) {
        return Arrays.stream(values())
                .filter(kind -> kind.words.stream().anyMatch(word -> begin.startsWith(word, kind.from)))
                .findFirst();
    }

    /** What it is, what was expected and what to do. */
    String told() {
        return told;
    }
}
