package io.github.grabnas.data.image;

/**
 * A file among the pictures that could not be read and was passed over.
 *
 * @param file its name within the source
 * @param reason why
 */
public record UnreadablePicture(String file, String reason) {}
