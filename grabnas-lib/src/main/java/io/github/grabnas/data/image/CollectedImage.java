package io.github.grabnas.data.image;

import java.util.Objects;
import java.util.Optional;

/**
 * One image of an {@link ImageCollection}.
 *
 * @param file its name within the source, with slashes, such as {@code train/cat/7.png}; of a file of many images its
 *     number in it, such as {@code train/7}
 * @param label its class, a position in the collection's class names
 * @param part what its publisher meant it for; empty where nothing says so
 */
public record CollectedImage(String file, int label, Optional<DataPart> part) {

    /** Checks that nothing is missing. */
    public CollectedImage {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(part, "part");
    }
}
