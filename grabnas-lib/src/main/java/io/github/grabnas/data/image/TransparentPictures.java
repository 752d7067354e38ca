package io.github.grabnas.data.image;

import java.util.List;
import java.util.Optional;

/**
 * Pictures with transparent parts under which their files hold other colours than white. Transparency is left out when
 * pictures are read, so that such parts come out in those colours: a black drawing on a transparent ground is all black
 * in many files.
 *
 * @param files the pictures' names
 * @param all how many pictures were read
 */
public record TransparentPictures(List<String> files, int all) {

    /** Copies the list. */
    public TransparentPictures {
        files = List.copyOf(files);
    }

    /** One line for the user; empty where there is no such picture. */
    public Optional<String> warning() {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        files.size() + " of " + all + " pictures have transparent parts, and are read without their"
                                + " transparency: " + ImageCollection.some(files)
                                + "; if their parts do not look as you mean them, flatten the pictures on white");
    }
}
