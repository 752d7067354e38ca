package io.github.grabnas.data.image;

import java.util.List;

/**
 * Some pictures without classes: square, of one size, in colour.
 *
 * @param files the pictures' names, in order
 * @param images the pictures; all have one class, which means nothing
 * @param transparent those of the names whose pictures have transparent parts that come out in other colours than white
 */
public record PictureBatch(List<String> files, LabelledImages images, List<String> transparent) {

    /** Copies the lists. */
    public PictureBatch {
        files = List.copyOf(files);
        transparent = List.copyOf(transparent);
    }
}
