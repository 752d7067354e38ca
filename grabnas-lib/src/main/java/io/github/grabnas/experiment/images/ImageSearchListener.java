package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.search.Trial;

/** Is told how far a search on images is. */
public interface ImageSearchListener {

    /** Tells nobody. */
    static ImageSearchListener none() {
        return new ImageSearchListener() {};
    }

    /** Pictures of a folder or a zip file are read: so many of all. */
    default void reading(int pictures, int of) {}

    /** Images are divided and the plan is made, or read from a search that was begun before. */
    default void planned(ImageSplit split, SearchPlan plan, boolean goesOn) {}

    /** What a user should know of the plan, one line; after {@link #planned}. */
    default void warning(String line) {}

    /** The search begins; among which architectures, in words. */
    default void searching(String space) {}

    /**
     * A candidate is evaluated.
     *
     * @param secondsLeft of the search and what comes after it, predicted
     */
    default void evaluated(Trial trial, double secondsLeft) {}

    /** A training at the larger scale begins; what for, in words. */
    default void training(String what) {}

    /**
     * An epoch of a training at the larger scale is over.
     *
     * @param number of the epoch, from 1
     * @param of how many the training has
     * @param secondsLeft of this training and those after it, predicted by the epochs so far
     */
    default void epoch(int number, int of, double secondsLeft) {}
}
