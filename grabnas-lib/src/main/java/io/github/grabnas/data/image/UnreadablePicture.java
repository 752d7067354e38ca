package io.github.grabnas.data.image;

import java.util.Objects;

/**
 * A file among the pictures that could not be read and was passed over.
 *
 * @param file its name within the source
 * @param reason why
 */
public record UnreadablePicture(String file, String reason) {

    /** Checks that nothing is missing. */
    public UnreadablePicture {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
    }
}
