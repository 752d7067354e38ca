package io.github.grabnas.data.image;

import java.util.List;

/**
 * Some pictures without classes: square, of one size, in colour.
 *
 * @param files the pictures' names, in order
 * @param images the pictures; all have one class, which means nothing
 */
public record PictureBatch(List<String> files, LabelledImages images) {

    /** Copies the list. */
    public PictureBatch {
        files = List.copyOf(files);
    }
}
