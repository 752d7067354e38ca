package io.github.grabnas.data.image;

import java.util.List;
import java.util.Locale;

/** What a file among pictures is, by its name. */
enum FileKind {
    /** A picture, also in a format that is not read, so that it is refused by name and not dropped. */
    PICTURE(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".avif"),
    /** Often lies beside pictures, such as boxes and captions, and says itself that it is none. */
    TEXT(".txt", ".csv", ".tsv", ".json", ".xml", ".yaml", ".yml", ".md", ".html"),
    /** May hold pictures, which are not read. */
    ARCHIVE(".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"),
    /** Its name does not say it. */
    UNKNOWN;

    private final List<String> endings;

    FileKind(String... endings) {
        this.endings = List.of(endings);
    }

    /** The kind of a file of this name. */
    static FileKind of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (kind.endings.stream().anyMatch(lower::endsWith)) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
