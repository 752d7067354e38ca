package io.github.grabnas.data.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an image of a collection is for. */
public enum DataPart {
    /** Networks learn from it. */
    TRAINING("train", "training"),
    /** Architectures are compared on it. */
    VALIDATION("validation", "valid", "val", "dev"),
    /** The reported accuracy is measured on it, once. */
    TEST("test", "testing", "t10k"),
    /** Nothing: it is a copy of another image. */
    LEFT_OUT;

    private final List<String> folders;

    DataPart(String... folders) {
        this.folders = List.of(folders);
    }

    /** The name in files, such as {@code left-out}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The part that a folder of this name holds, such as {@code val}; empty for any other name. */
    static Optional<DataPart> ofFolder(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (DataPart part : values()) {
            if (part.folders.contains(lower)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
