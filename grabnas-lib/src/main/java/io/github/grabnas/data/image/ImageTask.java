package io.github.grabnas.data.image;

/**
 * A classification task: images to train on and images to test with, of the same size and classes.
 *
 * @param name such as {@code micro-digits}
 * @param training what networks are trained on
 * @param test what their accuracy is measured on
 */
public record ImageTask(String name, LabelledImages training, LabelledImages test) {

    /** Checks that the two halves agree. */
    public ImageTask {
        if (training.channels() != test.channels()
                || training.height() != test.height()
                || training.width() != test.width()
                || !training.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException(name + ": training images (" + training + ") and test images (" + test
                    + ") differ in size or classes");
        }
    }
}
